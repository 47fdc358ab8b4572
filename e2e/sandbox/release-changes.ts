import { json } from './answer';
import { plannedDate } from './availability';
import { DONE, refusal, takes } from './control-change';
import { releaseInput, releasePatch } from './control-input';
import { derivedId } from './identifiers';
import { putRelease } from './world';

/** Adds a release, or puts it in the place of the one with its id. Libraries stay as they are. */
export const addRelease = takes(releaseInput, (world, { isrcs, tracks, ...input }) => {
  const given = tracks ?? (isrcs.length > 0 ? isrcs.map(isrc => ({ isrc })) : [{}]);
  const release = {
    ...input,
    upc: input.upc ?? null,
    releaseDate: input.releaseDate ?? plannedDate(input.availableAt),
    tracks: given.map(
      (track: { id?: string | undefined; name?: string | undefined; isrc?: string | undefined }, i) => ({
        id: track.id ?? derivedId(`track ${input.id} ${i}`),
        name: track.name ?? (given.length === 1 ? input.name : `${input.name}, part ${i + 1}`),
        isrc: track.isrc?.toUpperCase() ?? null,
      }),
    ),
  };
  putRelease(world, release);
  return json(200, { uri: `spotify:album:${release.id}`, trackIds: release.tracks.map(({ id }) => id) });
});

/** Changes in mid-run when and where a release can be had, and what a save says before. Its printed date stays as planned. */
export const changeRelease = takes(releasePatch, (world, change, id) => {
  const release = world.releases.get(id);
  if (!release) return refusal(`there is no release ${id}`);
  const { availableAt = release.availableAt, lateByMs = release.lateByMs } = change;
  putRelease(world, {
    ...release,
    availableAt,
    lateByMs,
    putBeforeRelease: change.putBeforeRelease ?? release.putBeforeRelease,
  });
  return DONE;
});
