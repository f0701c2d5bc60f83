// Makes ../page/world.json of Natural Earth's outlines (public domain), as the npm package world-atlas packs them.
// Needed only when the outlines change:  npm i world-atlas@2 topojson-client@3 && node make.mjs
// A line is a list of numbers in tenths of a degree: the first point, then steps from point to point.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve('world-atlas/countries-110m.json'), 'utf8'));

function steps(line) {
  const out = [];
  let [x, y] = [0, 0];
  // A coast that crosses 180 degrees goes on beyond it, but for the one around the pole.
  const isAroundPole = line.some(([, lat]) => lat < -85);
  for (const [lon, lat] of line) {
    let [nx, ny] = [Math.round(lon * 10), Math.round(lat * 10)];
    if (out.length && !isAroundPole) nx -= 3600 * Math.round((nx - x) / 3600);
    if (out.length && nx === x && ny === y) continue;
    out.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  }
  return out;
}

const land = feature(world, world.objects.land).features ?? [feature(world, world.objects.land)];
const polygons = land.flatMap((one) => (one.geometry.type === 'Polygon' ? [one.geometry.coordinates] : one.geometry.coordinates));
const borders = mesh(world, world.objects.countries, (a, b) => a !== b).coordinates;
const out = { land: polygons.flat().map(steps).filter((line) => line.length > 6), borders: borders.map(steps) };
writeFileSync(new URL('../page/world.json', import.meta.url), JSON.stringify(out));
