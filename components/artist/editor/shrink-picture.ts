/** More than any cover needs; a phone's camera makes pictures four times as large. */
const SIDE = 3_000;
const SMALL_ENOUGH_BYTES = 6_000_000;

/**
 * A picture as it should go over the network: one that is small enough as it is, a larger one at 3000 pixels. A browser that cannot
 * open it sends it as it is, and the server says what is wrong with it.
 */
export async function shrinkPicture(file: File): Promise<Blob> {
  if (file.size <= SMALL_ENOUGH_BYTES && !/hei[cf]$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE / Math.min(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise(resolve => canvas.toBlob(made => resolve(made ?? file), 'image/jpeg', 0.92));
  } catch {
    return file;
  }
}
