// Several things at a time, each lane taking the next one when it is free.

/** Does every piece of work, so many at a time; fails as the first that fails. */
export async function inLanes(lanes, works) {
  const waiting = [...works];
  const lane = async () => {
    for (let work = waiting.shift(); work; work = waiting.shift()) await work();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
