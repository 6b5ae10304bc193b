import { describe, expect, it } from '@jest/globals';
import { Queue } from '../../src/fleet/queue.js';

const isGeneric = (host: string) => host === 'login';

function filled(...hosts: string[]): Queue<string> {
  const queue = new Queue<string>(isGeneric);
  hosts.forEach((host, index) => queue.add(host, `${host}-${index}`));
  return queue;
}

function takeAll(queue: Queue<string>, now = 0): string[] {
  const taken: string[] = [];
  for (let next = queue.take(now); next !== undefined && 'item' in next; next = queue.take(now)) taken.push(next.item);
  return taken;
}

describe('the queue of a fleet', () => {
  it('has at most two attempts in flight at a My Domain, and eight at a generic host', () => {
    const queue = filled(...Array.from({ length: 5 }, () => 'acme'), ...Array.from({ length: 12 }, () => 'login'));
    expect(takeAll(queue).filter((one) => one.startsWith('acme'))).toHaveLength(2);
    queue.done('acme');
    expect(takeAll(queue)).toEqual(['acme-2']);
    expect(queue.size).toBe(6);
  });

  it('takes the hosts in turn', () => {
    expect(takeAll(filled('a', 'a', 'b', 'b', 'c')).slice(0, 3)).toEqual(['a-0', 'b-2', 'c-4']);
  });

  it('leaves a busy host alone for twice as long each time, and others not', () => {
    const queue = filled('a', 'a', 'a', 'b');
    queue.take(0);
    const first = queue.busy('a', 0, 0);
    expect(takeAll(queue, first - 1)).toEqual(['b-3']);
    queue.take(first);
    expect(queue.busy('a', first, 0)).toBe(2 * first);
  });

  it('waits as long as the host asks for, plus a part that differs by shard, and never longer than its limit', () => {
    const queue = filled('a', 'a', 'a');
    queue.take(0);
    expect(queue.busy('a', 0, 0, 5000)).toBe(5000);
    queue.take(5000);
    expect(queue.busy('a', 5000, 1, 5000)).toBe(7500);
    queue.take(12_500);
    expect(queue.busy('a', 12_500, 0, 86_400_000)).toBe(600_000);
  });

  it('says how long to wait where only busy hosts are left', () => {
    const queue = filled('a', 'a');
    queue.take(0);
    queue.busy('a', 0, 0, 4000);
    expect(queue.take(1000)).toEqual({ waitMs: 3000 });
  });
});
