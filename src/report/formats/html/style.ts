const LIGHT = `color-scheme:light;--page:#f5f6f8;--card:#fff;--inset:#f0f2f5;--text:#1c2127;--quiet:#535d69;--line:#d5dae1;--link:#0a58a8;
--good:#146c3c;--good-tint:#e9f6ee;--bad:#b3261e;--bad-tint:#fdefee;--doubtful:#855000;--doubtful-tint:#fdf4e3;--unknown:#535d69;--off:#616b77`;
const DARK = `color-scheme:dark;--page:#0f1318;--card:#171d24;--inset:#202831;--text:#e5e9ee;--quiet:#a3afbc;--line:#323c47;--link:#84bbff;
--good:#74d59d;--good-tint:#14281e;--bad:#ff9d93;--bad-tint:#331b1a;--doubtful:#f2bd6b;--doubtful-tint:#2e2413;--unknown:#a3afbc;--off:#94a0ad`;

/** The look of the page: one column, light and dark, for a wide screen, a phone and paper. */
export const STYLE = `
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main,footer{max-width:62rem;margin:0 auto;padding:0 1rem}
main{padding-top:2rem}
p,ol,ul,dl,dd,pre,table,h1,h2,h3{margin:0}
h1{font-size:1.75rem;line-height:1.25;font-weight:650;letter-spacing:-.01em}
h2{font-size:1.2rem;line-height:1.35;font-weight:650;margin-bottom:.75rem}
h3{font-size:1rem;font-weight:650;margin:1.25rem 0 .5rem}
p+p,p+.copy,.copy+p{margin-top:.4rem}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
p code,td code,li code{background:var(--inset);border-radius:4px;padding:.1em .35em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.address{font-size:.875rem}
.quiet,.note,.gate-question{color:var(--quiet)}
.quiet,.note{font-size:.9rem}
.note{margin-top:1rem}
.lead{margin-bottom:1rem}
section,details{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.5rem;margin-top:1rem}
.icon{flex:none;width:1.25rem;height:1.25rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.icon circle{stroke-width:1.5}
.good{color:var(--good)}.bad{color:var(--bad)}.doubtful{color:var(--doubtful)}.unknown{color:var(--unknown)}.off{color:var(--off)}
.badge{display:inline-flex;gap:.4rem;align-items:flex-start;font-weight:600;font-size:.9rem;overflow-wrap:normal}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:.05rem .65rem;font-size:.85rem;color:var(--quiet)}
.tag code{background:none;padding:0;color:var(--text)}

.verdict{border:1px solid var(--line);border-left:6px solid currentColor;border-radius:10px;padding:1.5rem}
.verdict.good{background:var(--good-tint)}.verdict.bad{background:var(--bad-tint)}.verdict.doubtful{background:var(--doubtful-tint)}
.verdict>*{color:var(--text)}
.verdict h1{display:flex;gap:.7rem;align-items:flex-start}
.verdict h1 .icon{width:2rem;height:2rem;margin-top:.1rem}
.kicker{font-size:.85rem;margin-bottom:.75rem}
.verdict .kicker{color:var(--quiet)}
.tags{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}
.verdict .tag,.verdict .kicker{color:var(--text)}
.summary,.short{margin-top:.75rem}
.first-step{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;margin-top:.75rem}
.first-step .note{margin-top:.4rem}
.about{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:.9rem;font-size:.85rem}
.about div{display:flex;gap:.4rem}
.about dd{color:var(--text)}
.contents{list-style:none;padding:0;margin-top:1rem;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.9rem}

summary{cursor:pointer;font-weight:600}
details[open]>summary{margin-bottom:1rem}
.primer{padding:.75rem 1.5rem;font-size:.95rem}
.primer dl{margin-top:1rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:.75rem 2rem}
dt{font-weight:600}
dd{color:var(--quiet)}

.answer{background:var(--inset);border-radius:8px;padding:.85rem 1.1rem}
.answer p:first-child{font-weight:600}
.attempts{list-style:none;padding:0;display:grid;gap:.6rem}
.attempts li{display:flex;gap:.6rem}
.attempts p{margin:0}
.place{color:var(--quiet);font-size:.9rem}

.path{list-style:none;padding:0}
.gate{position:relative;display:grid;grid-template-columns:1.25rem minmax(0,1fr) 9rem;gap:0 .85rem;padding:.4rem .75rem}
.gate::before{content:"";position:absolute;left:calc(1.375rem - 1px);top:1.9rem;bottom:-.2rem;border-left:2px solid var(--line)}
.gate:last-child::before{display:none}
.gate.passed::before,.gate.proved-by-answer::before{border-color:var(--good)}
.gate.not-reached::before,.gate.unknown::before,.gate.failed::before{border-left-style:dotted}
.gate .icon{margin-top:.15rem}
.gate p{margin:0}
.gate-words{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr);gap:0 1rem}
.gate-title{font-weight:600}
.gate-question,.gate-status{font-size:.9rem}
.gate-status{font-weight:600;line-height:1.35;padding-top:.15rem}
.gate .reason{grid-column:1/-1;font-weight:600;font-size:.9rem}
.gate.not-reached .gate-title,.gate.unknown .gate-title{font-weight:400;color:var(--quiet)}
.gate.failed{background:var(--bad-tint);border-radius:8px;outline:1.5px solid var(--bad);margin:.4rem 0;padding-top:.65rem;padding-bottom:.65rem}
.gate.failed::before{top:2.3rem;bottom:-.9rem}
.gate.failed .reason{color:var(--bad)}
.gate.failed .gate-question{color:var(--text)}

.steps,.faults,.notes{padding-left:1.6rem;display:grid;gap:1rem}
.faults,.notes{gap:.7rem}
.faults p+p{margin-top:.15rem}
.steps>li::marker{font-weight:650;color:var(--quiet)}
p+.faults{margin-top:.6rem}
ol.faults+p{margin-top:1rem}
.where{color:var(--quiet);font-size:.9rem}
.basis{margin-top:1rem}
.copy{border:1px solid var(--line);border-radius:8px;background:var(--inset);overflow:hidden}
.copy button{float:right;margin:.35rem .5rem 0;font:600 .75rem/1.6 system-ui,sans-serif;color:var(--text);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.1rem .6rem;cursor:pointer}
.copy button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.copy-label{display:block;padding:.3rem .85rem 0;font-size:.75rem;font-weight:600;color:var(--quiet)}
.copy pre{padding:.2rem .85rem .7rem;white-space:pre-wrap;user-select:all;-webkit-user-select:all}

table{width:100%;border-collapse:collapse;font-size:.925rem}
caption{text-align:left;color:var(--quiet);font-size:.9rem;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}
th{font-weight:600;font-size:.85rem;color:var(--quiet);border-top:0;padding-top:0}
th:first-child{width:28%}
th:nth-child(2):not(:last-child){width:36%}
#checks th:first-child{width:34%}
#checks th:nth-child(2){width:9.5rem}
td p+p{margin-top:.2rem}
footer{padding-top:1.5rem;padding-bottom:2.5rem;color:var(--quiet);font-size:.85rem}

@media (max-width:46rem){
main{padding:.75rem .75rem 0}
section,details,.verdict{padding:1rem}
.primer{padding:.75rem 1rem}
h1{font-size:1.4rem}
.verdict h1 .icon{width:1.6rem;height:1.6rem}
.gate{grid-template-columns:1.25rem minmax(0,1fr);padding-left:.25rem;padding-right:.25rem}
.gate::before{left:calc(.875rem - 1px)}
.gate-words{display:block}
.gate-status{grid-column:2;grid-row:1;padding-top:0}
.gate .gate-words{grid-column:2}
.gate:not(.failed) .gate-question{display:block}
table,tbody,tr,td,caption{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-top:1px solid var(--line);padding:.6rem 0}
td{border:0;padding:.15rem 0}
td::before{content:attr(data-label);display:block;font-size:.8rem;color:var(--quiet)}
#checks td::before{display:none}
}

@page{margin:15mm}
@media print{
:root{${LIGHT}}
body{background:none;font-size:10.5pt}
main,footer{max-width:none;padding-left:0;padding-right:0}
main{padding-top:0}
section,details{border:0;border-top:1px solid var(--line);border-radius:0;padding:.8rem 0;margin-top:.5rem}
.verdict{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.primer:not([open]){display:none}
details::details-content{display:block;content-visibility:visible;block-size:auto}
h2,h3,summary,.lead,caption{break-after:avoid}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
.gate{break-inside:avoid}
li,tr,.copy,.answer,.verdict{break-inside:avoid}
a{color:inherit}
nav,.copy button{display:none}
p code,td code,li code{background:none;padding:0}
}
`;
