// How a book looks: what the reader chose, remembered here, and the style that follows from it.
const KEY = "publisher.looks";
const SONG = '"Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", STSong, SimSun, serif';
const HEI = 'system-ui, "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", sans-serif';
const KAI = '"Kaiti SC", STKaiti, KaiTi, "AR PL UKai CN", serif';
const THEMES = {
  light: { paper: "#ffffff", ink: "#1a1a1c", link: "#9b2d22", scheme: "light" },
  sepia: { paper: "#f5ecd9", ink: "#3d3225", link: "#8a3a1c", scheme: "light" },
  dark: { paper: "#141416", ink: "#cfccc6", link: "#e58a76", scheme: "dark" },
};

export const SIZES = [70, 80, 90, 100, 110, 125, 140, 160, 180, 200, 240, 300];
export const CHOICES = {
  theme: ["auto", "light", "sepia", "dark"],
  face: ["book", "song", "hei", "kai"],
  leading: ["1.5", "1.75", "2"],
  flow: ["paginated", "scrolled"],
};
const USUAL = { size: 110, theme: "auto", face: "book", leading: "1.75", flow: "paginated" };

export const kept = () => {
  const looks = { ...USUAL };
  try {
    const found = JSON.parse(localStorage.getItem(KEY)) ?? {};
    if (SIZES.includes(found.size)) looks.size = found.size;
    for (const [name, values] of Object.entries(CHOICES)) if (values.includes(found[name])) looks[name] = found[name];
  } catch { /* storage is shut, or holds something else */ }
  return looks;
};

export const keep = (looks) => {
  try { localStorage.setItem(KEY, JSON.stringify(looks)); } catch { /* storage is shut */ }
};

export const theme = ({ theme }) => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const name = theme === "auto" ? (dark ? "dark" : "light") : theme;
  return { name, ...THEMES[name] };
};

// Two style sheets: one below the book's own, which wins, and one above it.
export const styles = (looks) => {
  const { name, paper, ink, link, scheme } = theme(looks);
  const face = { song: SONG, hei: HEI, kai: KAI }[looks.face];
  const before = `html { font-family: ${SONG}; line-break: strict; text-autospace: normal; }`;
  const after = `
    html { --theme-bg-color: ${paper}; color-scheme: ${scheme}; background: ${paper} !important; color: ${ink} !important; font-size: ${looks.size}% !important; }
    body { color: inherit !important; background: none !important; font-size: 1rem !important; overflow-wrap: anywhere; }
    p, li, dd, dt, blockquote, td, th { line-height: ${looks.leading} !important; }
    a:any-link { color: ${link} !important; }
    pre { white-space: pre-wrap !important; }
    img, svg, video { max-inline-size: 100%; }
    table { max-inline-size: 100%; overflow-wrap: anywhere; }
    ${face ? `body, body :not(code, pre, code *, pre *) { font-family: ${face} !important; }` : ""}
    ${name === "light" ? "" : "body :not(a, a *, img, svg, svg *) { color: inherit !important; background-color: transparent !important; border-color: currentcolor; }"}
  `;
  return [before, after];
};
