import { describe, expect, test } from 'vitest';
import { evaluateText } from './testing.ts';

const same = (cases: [string, unknown][]) =>
  test.each(cases)('%s', async (expression, expected) => {
    expect(await evaluateText(expression)).toEqual(expected);
  });

describe('numbers are formatted as .NET does in the invariant culture', () => {
  same([
    ["[format('{0:N2}', 1234567)]", '1,234,567.00'],
    ["[format('{0:n0}', -1234)]", '-1,234'],
    ["[format('{0:D5}', -42)]", '-00042'],
    ["[format('{0:X4}', 255)]", '00FF'],
    ["[format('{0:x}', -1)]", 'ffffffffffffffff'],
    ["[format('{0:F1}', 3)]", '3.0'],
    ["[format('{0:E2}', 12345)]", '1.23E+004'],
    ["[format('{0:P0}', 1)]", '100 %'],
    ["[format('{0:G}', 12)]", '12'],
    ["[format('{0:0000}', 7)]", '0007'],
    ["[format('{0:#,##0.0#}', 12345)]", '12,345.0'],
    ["[format('{0,-4}|{1,4}|', 'a', 'b')]", 'a   |   b|'],
    // Only numbers have formats: another value is written as it is.
    ["[format('{0:N2}', '12')]", '12'],
    // The real engine's answer (Azure/bicep, EvaluationTests).
    [
      "[format('>{0}<>{1}<>{2}<', false(), createObject('a', 'b', '!c', 2), createArray(true(), 2893, 'abc'))]",
      ">False<>{'a':'b','!c':2}<>[true,2893,'abc']<",
    ],
    ["[format('{0}{1}', null(), 'x')]", 'x'],
  ]);
});

describe('dates are formatted as .NET does in the invariant culture', () => {
  const at = (format: string) => `[dateTimeAdd('2026-03-04T15:06:07Z', 'PT0S', '${format}')]`;
  same([
    [at('d'), '03/04/2026'],
    [at('D'), 'Wednesday, 04 March 2026'],
    [at('o'), '2026-03-04T15:06:07.0000000Z'],
    [at('r'), 'Wed, 04 Mar 2026 15:06:07 GMT'],
    [at('s'), '2026-03-04T15:06:07'],
    [at('u'), '2026-03-04 15:06:07Z'],
    [at('y'), '2026 March'],
    [at('ddd dddd MMM MMMM'), 'Wed Wednesday Mar March'],
    [at('h:mm tt'), '3:06 PM'],
    [at('yy-M-d H.m.s'), '26-3-4 15.6.7'],
    [at('yyyyMMddTHHmmssZ'), '20260304T150607Z'],
    [at("HH''h''"), '15h'],
    [at('zzz K'), '+00:00 Z'],
  ]);
});

describe('durations are added by the calendar', () => {
  same([
    ["[dateTimeAdd('2026-01-31T00:00:00Z', 'P1M')]", '2026-02-28T00:00:00Z'],
    ["[dateTimeAdd('2024-02-29T00:00:00Z', '-P1Y')]", '2023-02-28T00:00:00Z'],
    ["[dateTimeAdd('20260101T000000Z', 'P1W')]", '20260108T000000Z'],
    // As the documentation of `dateTimeAdd` shows it.
    ["[dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')]", '4/7/2023 2:53:14 PM'],
    ["[dateTimeAdd('2020-04-07 14:53:14Z', '-P9D')]", '3/29/2020 2:53:14 PM'],
    ["[dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H')]", '4/7/2020 3:53:14 PM'],
  ]);
});

describe('ranges of addresses', () => {
  same([
    [
      "[parseCidr('10.144.3.7/20')]",
      {
        network: '10.144.0.0',
        netmask: '255.255.240.0',
        broadcast: '10.144.15.255',
        firstUsable: '10.144.0.1',
        lastUsable: '10.144.15.254',
        cidr: 20,
      },
    ],
    [
      "[map(range(0, 3), lambda('i', cidrSubnet('10.144.0.0/20', 24, lambdaVariables('i'))))]",
      ['10.144.0.0/24', '10.144.1.0/24', '10.144.2.0/24'],
    ],
    ["[cidrHost('10.144.3.0/24', 0)]", '10.144.3.1'],
    ["[cidrSubnet('fd12:3456::/32', 48, 1)]", 'fd12:3456:1::/48'],
  ]);
});
