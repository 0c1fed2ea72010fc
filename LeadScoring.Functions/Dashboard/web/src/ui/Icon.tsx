const paths = {
  queue: "M2 4h12M2 8h12M2 12h7",
  leads: "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.500 13.500c.4-2.600 2.200-4 4.500-4s4.100 1.400 4.500 4M10.500 3a2.300 2.300 0 0 1 0 4.300M12 9.800c1.500.5 2.300 1.800 2.500 3.700",
  overview: "M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.500H2.500zM9 9h4.500v4.500H9z",
  reports: "M2 13.500h12M4 11V7M8 11V3M12 11V5.500",
  models: "M2 4.500h7M12.500 4.500H14M2 11.500h1.500M7 11.500h7M10.700 6.200a1.700 1.700 0 1 0 0-3.400 1.700 1.700 0 0 0 0 3.400zM5.200 13.200a1.700 1.700 0 1 0 0-3.400 1.700 1.700 0 0 0 0 3.400z",
  sources: "M5.500 2v3.500M10.500 2v3.500M4 5.500h8V8a4 4 0 0 1-8 0zM8 12v2.500",
  health: "M1.500 8H4.500l2-5 3 10 2-5h3",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700 14 14",
  theme: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12M10 3v10M12 4.500v7",
  call: "M3 2.500h2.500l1.200 3-1.600 1.200a8 8 0 0 0 4.200 4.200l1.200-1.600 3 1.200V13c0 .6-.4 1-1 1C7 14 2 9 2 3.500c0-.6.4-1 1-1z",
  mail: "M2 3.500h12v9H2zM2 4l6 5 6-5",
  check: "M3 8.500 6.500 12 13 4.500",
  cross: "M4 4l8 8M12 4l-8 8",
  later: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3.200l2 1.300",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  warn: "M8 2 14.500 13.500H1.500zM8 6.500v3M8 11.500h.01",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500v3.500M8 5h.01",
  out: "M6 2.500H3v11h3M9.500 5l3 3-3 3M12.500 8H6",
  download: "M8 2v8M5 7.500 8 10.500l3-3M2.500 13.500h11",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 16 by 16; always beside a word, so that readers of screens hear the word alone. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The saw-tooth of a score: the sign of the product. */
export function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="7" fill="currentColor" />
      <path d="M4 20.500h4v-5.500c1.500 1.200 2.500 1.900 4 2.300V8c2.600 4.200 6 6.200 10 6.800" fill="none" class="logo-line" stroke-width="2.100" stroke-linejoin="round" stroke-linecap="round" />
    </svg>
  );
}
