package grader.results.report.html;

/**
 * The style of all HTML files of the grader: the colors and fonts of the course's site, docs/site/theme.
 *
 * <p>Classes: `label` for a small heading, `facts` for a list of names and values, `note` for a remark, `bad` in it for
 * what matters most, `table` around a table, `number` for a cell with a number, `points` for a bar, and `passed`,
 * `failed`, `open`, `skipped` for verdicts.
 */
final class PageStyle {

    static final String CSS = """
            :root {
              color-scheme: light dark;
              --paper: light-dark(#fcfbf8, #15181b);
              --raised: light-dark(#f4f2ec, #1d2125);
              --ink: light-dark(#20242a, #d8dcdf);
              --quiet: light-dark(#5b626b, #99a2aa);
              --line: light-dark(#dedad0, #333a40);
              --firm: light-dark(#85888c, #707a83);
              --accent: light-dark(#0b6b72, #6fc9c9);
              --tint: light-dark(#e3f0ee, #1b3234);
              --zero: light-dark(#2f6f3e, #86c794);
              --middle: light-dark(#7a5200, #e0b057);
              --senior: light-dark(#8a3a5c, #e39bb9);
              --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
              --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, "Noto Serif", Georgia, "DejaVu Serif", serif;
              --mono: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace;
            }
            *, ::before, ::after { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink); }
            main { max-width: 52rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) 4rem; font: 1.0625rem/1.6 var(--serif); overflow-wrap: anywhere; }
            h1, h2, h3, h4 { font-family: var(--sans); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
            h1 { font-size: clamp(1.8rem, 1.4rem + 2vw, 2.5rem); letter-spacing: -.03em; margin: .4rem 0 1rem; }
            h2 { font-size: 1.4rem; margin: 3rem 0 .5rem; }
            h3 { font-size: 1.0625rem; margin: 1.75rem 0 .35rem; }
            p, ul, ol, dl { margin: 0 0 1rem; }
            a { color: var(--accent); text-underline-offset: .15em; }
            :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
            strong, b { font-weight: 650; }
            .label { font: 650 .75rem/1.4 var(--sans); letter-spacing: .06em; text-transform: uppercase; color: var(--quiet); margin: 0 0 .4rem; }
            .quiet { font: .875rem/1.5 var(--sans); color: var(--quiet); margin: 0 0 .6rem; }
            code, pre { font-family: var(--mono); font-variant-ligatures: none; unicode-bidi: isolate; }
            code { font-size: .875em; }
            pre { margin: 0 0 .75rem; padding: .7rem 1rem; border-radius: .5rem; background: var(--raised); font-size: .875rem; line-height: 1.5; tab-size: 4; white-space: pre-wrap; }
            .facts { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 1.25rem 0 2rem; padding: .9rem 0; border: solid var(--line); border-width: 1px 0; font: .875rem/1.4 var(--sans); }
            .facts dt { color: var(--quiet); font-size: .8125rem; }
            .facts dd { margin: 0; font-weight: 600; }
            .note { margin: 1.25rem 0; padding: .9rem 1.25rem; border-left: 4px solid var(--middle); border-radius: 0 .5rem .5rem 0; background: var(--raised); }
            .note.bad { border-color: var(--senior); }
            .note > :last-child { margin-bottom: 0; }
            .note > :first-child { margin-top: 0; }
            .note pre { padding: 0; background: none; }
            .table { overflow-x: auto; margin: 1.25rem 0; }
            table { border-collapse: collapse; width: 100%; font: .9375rem/1.45 var(--sans); }
            caption { text-align: left; font: 600 .875rem/1.4 var(--sans); color: var(--quiet); padding-bottom: .35rem; }
            th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
            thead th { color: var(--quiet); font-size: .8125rem; border-bottom-color: var(--firm); }
            tbody th { font-weight: 400; min-width: 9rem; }
            td code { overflow-wrap: anywhere; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .points { display: block; height: .4rem; border: 1px solid var(--firm); border-radius: .4rem; overflow: hidden; }
            .points i { display: block; height: 100%; background: var(--accent); }
            .passed { color: var(--zero); }
            .failed { color: var(--senior); }
            .open { color: var(--middle); }
            .skipped { color: var(--quiet); }
            .passed, .failed, .open, .skipped { font-family: var(--sans); font-weight: 600; white-space: nowrap; }
            details { margin: .6rem 0; border: 1px solid var(--line); border-radius: .5rem; padding: 0 1rem; }
            summary { padding: .6rem 0; cursor: pointer; font: .9375rem/1.4 var(--sans); }
            details[open] { padding-bottom: .5rem; }
            mark { background: none; color: var(--senior); font-weight: 700; text-decoration: underline; text-underline-offset: .2em; }
            @media print {
              :root { color-scheme: light; --paper: #fff; --raised: #f6f6f4; font-size: 9.9pt; }
              @page { margin: 18mm 16mm; }
              main { max-width: none; padding: 0; }
              details::details-content { content-visibility: visible; block-size: auto; }
              h1, h2, h3, h4, .label, caption, summary { break-after: avoid; }
              pre, tr, .note, .facts { break-inside: avoid; }
              pre { background: none; border: 1px solid var(--line); font-size: 8.5pt; }
              .table { overflow: visible; }
              .points { print-color-adjust: exact; }
            }
            """;

    private PageStyle() {}
}
