// An archive of the sample reports and of those in tests/happenings, and the program serving it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../../../../', import.meta.url).pathname;

// Reports that a reader could be attacked with: in titles, bylines, quotations and outlets.
const ATTACK = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';
export const attacks = [{
  outlet: `Evil ${ATTACK} Post`, published: '2024-03-09', url: 'javascript:window.broken=1', title: `Kenya ${ATTACK} attacks Uganda`,
  text: `Kenya attacked Uganda on Friday, killing 12 people, Minister Amos ${ATTACK} Kirui said. "We ${ATTACK} will answer," he told reporters.\n\nUganda condemned the attack. A senior official, who asked not to be named, said that Kenya may strike again.`,
}];

// Markdown cases: a case is "## ", a report "### outlet, day", then its title, then its text.
function reports() {
  const out = [];
  for (const part of readFileSync(join(root, 'tests/happenings/open.md'), 'utf8').split(/^### /m).slice(1)) {
    const [head, ...rest] = part.split(/^## /m)[0].trim().split('\n');
    const [, outlet, published] = head.match(/^(.*), (\d{4}-\d{2}-\d{2})$/);
    const [title, ...text] = rest.join('\n').trim().split('\n\n');
    out.push({ outlet, published, title, text: text.join('\n\n') });
  }
  return out;
}

export function made(program) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-browser-'));
  const lines = join(folder, 'reports.jsonl');
  writeFileSync(lines, [...reports(), ...attacks].map((report) => JSON.stringify(report)).join('\n'));
  const archive = join(folder, 'news.db');
  for (const paths of [[lines], [join(root, 'samples'), '--published', '2024-03-05']]) {
    const added = spawnSync(program, ['add', ...paths, '--archive', archive], { encoding: 'utf8' });
    process.stdout.write(`add: ${added.stdout}${added.stderr}`);
  }
  return { folder, archive };
}

export function served(program, archive) {
  const child = spawn(program, ['serve', archive, '--listen', '127.0.0.1:0', '--rate', '500'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve({ url: String(line).trim(), stop: () => child.kill() }));
    child.once('exit', (code) => reject(new Error(`dateline serve ended with ${code}`)));
  });
}
