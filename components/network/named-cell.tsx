/** A name, and under it in a quieter line what tells it from others. */
export function NamedCell({ name, under }: { name: string; under: string }) {
  return (
    <>
      <span className="font-semibold break-all">{name}</span>
      <span className="block max-w-100 truncate text-xs text-faint-foreground" title={under}>
        {under}
      </span>
    </>
  );
}
