import { describe, expect, it } from 'vitest';
import { firstFault, instructionFault, instructionsIn } from './image-instructions.ts';

describe('instructionFault', () => {
  it.each([
    ['CMD ["sh", "-c", "echo a"]', null],
    ['cmd sleep 5', null],
    ['ENTRYPOINT ["sh", ]', 'json'],
    ['CMD [1]', 'json'],
    ['ENV A=b C="d e"', null],
    ['ENV A b', null],
    ['ENV A', 'pair'],
    ['LABEL org.example=1', null],
    ['EXPOSE 80 443/tcp 8000-8010/udp', null],
    ['EXPOSE 80:80', 'port'],
    ['EXPOSE 70000', 'port'],
    ['RUN apt-get update', 'unknown'],
    ['COPY a b', 'unknown'],
    ['USER', 'empty'],
    ['HEALTHCHECK NONE', null],
  ] as const)('%s', (line, fault) => expect(instructionFault(line)).toBe(fault));
});

it('finds the first faulty line of a text', () => {
  const lines = instructionsIn('USER me\n\n  EXPOSE x \nRUN y');
  expect(firstFault(lines)).toEqual({ line: 'EXPOSE x', fault: 'port' });
  expect(firstFault(instructionsIn(' \n'))).toBeNull();
});
