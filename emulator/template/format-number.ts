const STANDARD = /^([CDEFGNPXcdefgnpx])(\d{0,2})$/;
const CUSTOM = /^(?:[0#.,%]|'[^']*')+$/;

/**
 * A number by a .NET format of the invariant culture: `D3`, `X4`, `N2`, `F1`, `P0`, `E2`, `000`, `#,##0.00`.
 * Undefined for a format that is not one.
 */
export function formatNumber(value: number, format: string): string | undefined {
  const [, kind, digits = ''] = STANDARD.exec(format) ?? [];
  if (kind === undefined) return CUSTOM.test(format) ? formatCustom(value, format) : undefined;
  const precision = digits === '' ? undefined : Number(digits);
  switch (kind.toUpperCase()) {
    case 'C':
      return `${value < 0 ? '(' : ''}¤${grouped(Math.abs(value), precision ?? 2)}${value < 0 ? ')' : ''}`;
    case 'D':
      return Number.isInteger(value) ? sign(value) + whole(value).padStart(precision ?? 1, '0') : undefined;
    case 'E':
      return scientific(value, precision ?? 6, kind);
    case 'F':
      return value.toFixed(precision ?? 2);
    case 'G':
      return precision ? `${Number(value.toPrecision(precision))}` : `${value}`;
    case 'N':
      return sign(value) + grouped(Math.abs(value), precision ?? 2);
    case 'P':
      return `${sign(value)}${grouped(Math.abs(value) * 100, precision ?? 2)} %`;
    default:
      return Number.isInteger(value) ? hexadecimal(value, precision ?? 1, kind) : undefined;
  }
}

const sign = (value: number) => (value < 0 ? '-' : '');
const whole = (value: number) => BigInt(Math.abs(value)).toString();

function grouped(value: number, decimals: number): string {
  const [left = '', right] = value.toFixed(decimals).split('.');
  const thousands = left.replace(/\B(?=(\d{3})+$)/g, ',');
  return right === undefined ? thousands : `${thousands}.${right}`;
}

/** The exponent has at least three digits: `1.235E+003`. */
function scientific(value: number, decimals: number, kind: string): string {
  const [mantissa, exponent = '+0'] = value.toExponential(decimals).split('e');
  return `${mantissa}${kind}${exponent[0]}${exponent.slice(1).padStart(3, '0')}`;
}

/** A negative number in two's complement of 64 bits. */
function hexadecimal(value: number, width: number, kind: string): string {
  const text = BigInt.asUintN(64, BigInt(value)).toString(16).padStart(width, '0');
  return kind === 'X' ? text.toUpperCase() : text;
}

/** `0` is a digit that is always written, `#` one that is only when there is one. */
function formatCustom(value: number, format: string): string {
  const [left = '', right = ''] = format.replace(/'[^']*'/g, '').split('.');
  const percent = format.includes('%') ? 100 : 1;
  const optional = (right.match(/[0#]/g) ?? []).length;
  const required = (right.match(/0/g) ?? []).length;
  const [before = '', after = ''] = (Math.abs(value) * percent).toFixed(optional).split('.');
  const integer = (before === '0' ? '' : before).padStart((left.match(/0/g) ?? []).length, '0');
  const decimals = after.replace(new RegExp(`0{0,${optional - required}}$`), '');
  const shown = /[0#],+[0#]/.test(left) ? integer.replace(/\B(?=(\d{3})+$)/g, ',') : integer;
  return `${sign(value)}${shown}${decimals === '' ? '' : `.${decimals}`}${percent === 100 ? '%' : ''}`;
}
