/** The process's clock (epoch ms). Plain JavaScript, because the page cache is loaded by Next without a build. */
export const clock = {
  now: () => Date.now(),
};
