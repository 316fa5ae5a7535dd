type NameSelectProps<T extends string> = {
  label: string;
  value: NoInfer<T>;
  names: readonly T[];
  text(name: NoInfer<T>): string;
  onChange(name: NoInfer<T>): void;
};

/** A choice among a few names, whose label only a screen reader needs. */
export function NameSelect<T extends string>({ label, value, names, text, onChange }: NameSelectProps<T>) {
  return (
    <select
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = names.find((name) => name === event.target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
      className="control w-auto max-w-48 text-xs"
    >
      {names.map((name) => (
        <option key={name} value={name}>
          {text(name)}
        </option>
      ))}
    </select>
  );
}
