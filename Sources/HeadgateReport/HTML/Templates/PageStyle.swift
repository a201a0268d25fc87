/// The page's style sheet. Colours are Okabe and Ito's, which people of any colour vision tell apart,
/// darkened on white and lightened on black until lines stand out.
enum PageStyle {
  static let text = colours + layout + tables + plots + media

  private static let colours = """

    :root{color-scheme:light dark;--page:#fff;--ink:#1c2024;--soft:#5c6570;--line:#e3e6ea;
    --panel:#f6f7f9;--good:#0b6b46;--good-back:#e5f4ed;--bad:#b3261e;--bad-back:#fdecea;
    --warn:#8a5300;--warn-back:#fdf3e1;--link:#0a5cad;--phase:#f3f4f6;--fault:#d55e00;
    --c0:#0072b2;--c1:#d55e00;--c2:#00805c;--c3:#a64d86;--c4:#9a6a00;--c5:#2b8fc7;--c6:#5b5f66;
    --c7:#7a4bd0;--cn:#9aa3ad;--cs:#4d555e}
    @media screen and (prefers-color-scheme:dark){:root{--page:#14171a;--ink:#e6e9ec;--soft:#9aa4ae;
    --line:#2c3238;--panel:#1c2024;--good:#5fd0a0;--good-back:#12301f;--bad:#ff8a80;
    --bad-back:#3a1816;--warn:#f2b95c;--warn-back:#33260f;--link:#7ab8f5;--phase:#1d2126;
    --fault:#ff9147;--c0:#56b4e9;--c1:#ff9147;--c2:#3ecf9e;--c3:#e29ac8;--c4:#e0ba3c;--c5:#9fd6f5;
    --c6:#b8bec5;--c7:#b79bf2;--cn:#67717b;--cs:#aab3bc}}
    .v0{--c:var(--c0);--d:none}.v1{--c:var(--c1);--d:7 3}.v2{--c:var(--c2);--d:2 3}
    .v3{--c:var(--c3);--d:9 3 2 3}.v4{--c:var(--c4);--d:12 4}.v5{--c:var(--c5);--d:4 2 1 2 1 2}
    .v6{--c:var(--c6);--d:1 2}.v7{--c:var(--c7);--d:12 3 4 3}.vn{--c:var(--cn);--d:none}
    .vs{--c:var(--cs);--d:3 3}
    .p0{--c:#b9bec5}.p1{--c:#f0e442}.p2{--c:#56b4e9}.p3{--c:#9dd0f0}.p4{--c:#dda0c4}.p5{--c:#43bf94}
    .p6{--c:#f08a4b}.p7{--c:#e6b422}

    """

  private static let layout = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--ink);
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    main{max-width:1120px;margin:0 auto;padding:28px 20px 64px}
    h1,h2{font-size:26px;line-height:1.25;margin:0 0 4px;letter-spacing:-.01em}
    h3{font-size:18px;margin:0 0 6px;padding-top:22px;border-top:1px solid var(--line)}
    h1,h2,h3,p,td,th,summary,li,dd{overflow-wrap:anywhere}
    p{margin:0 0 10px}
    a{color:var(--link)}
    article{margin-bottom:56px}
    article+article{border-top:3px solid var(--line);padding-top:36px}
    section{margin-top:26px}
    .overview{display:flex;flex-wrap:wrap;gap:0 56px;border-top:1px solid var(--line);margin-top:26px}
    .overview section{margin-top:0}.overview h3{border-top:0}
    .overview section{flex:0 1 auto;min-width:0;max-width:100%}
    .overview .legend{width:0;min-width:100%}
    .description{font-size:17px;color:var(--soft);max-width:75ch}
    .facts,.lead,.aside,figcaption span,.legend{color:var(--soft)}
    .facts{font-size:13.5px;margin-bottom:4px}
    .lead{font-size:14px;max-width:90ch}
    .verdict{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline;padding:12px 16px;
    border-radius:6px;border-left:5px solid;margin:14px 0;font-size:16px}
    .verdict strong{font-size:19px;text-transform:capitalize}
    .good{color:var(--good);background:var(--good-back)}
    .bad{color:var(--bad);background:var(--bad-back)}
    .warn{color:var(--warn);background:var(--warn-back)}
    .chip{padding:1px 9px;border-radius:10px;font-size:13px;font-weight:600}
    .alarm{background:var(--bad);color:var(--page);font-weight:600;padding:10px 16px;border-radius:6px}
    .links{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:14px;margin:14px 0 0}
    .contents{margin-bottom:44px}
    .contents li{margin:4px 0}
    .key{list-style:none;display:flex;flex-wrap:wrap;gap:2px 20px;margin:8px 0 10px;padding:0;
    font-size:13.5px}
    .key svg{display:inline-block;width:30px;height:10px;margin-right:7px;vertical-align:middle}
    dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:3px 18px;margin:8px 0 14px;
    font-size:14px}
    dt{color:var(--soft)}
    dd{margin:0;overflow-wrap:anywhere}
    details{margin-top:10px;font-size:14px}
    summary{cursor:pointer;color:var(--link);padding:3px 0}
    pre,code{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    pre{background:var(--panel);border-radius:6px;padding:12px 14px;margin:6px 0;overflow:auto;
    max-height:70vh}

    """

  private static let tables = """
    .table{overflow-x:auto;margin:10px 0 4px;max-width:100%}
    .table.tall{max-height:75vh;overflow:auto}
    table{border-collapse:separate;border-spacing:0;font-size:13.5px;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:0 0 4px}
    th,td{padding:4px 12px 4px 0;text-align:left;vertical-align:baseline;
    border-bottom:1px solid var(--line)}
    .table th:first-child,.table td:first-child{position:sticky;left:0;background:var(--page);
    overflow-wrap:normal;min-width:min(30vw,150px)}
    thead th{font-weight:600;vertical-align:bottom;overflow-wrap:normal}
    thead th.number{white-space:normal}
    .tall thead th{position:sticky;top:0;background:var(--page);z-index:1}
    .tall thead th:first-child{z-index:2}
    tbody th{font-weight:400}
    .number{text-align:right;white-space:nowrap}
    .group th{font-weight:600;padding-top:12px;border-bottom-color:var(--soft)}
    td .aside,td.unit{color:var(--soft)}td.unit{white-space:nowrap}
    td .aside{margin-left:5px;font-size:12.5px}
    .note td{color:var(--soft);font-size:12.5px;white-space:normal;border-bottom:0;padding-top:0}
    .best{font-weight:700;color:var(--good)}
    .mark{display:inline-block;min-width:1em;text-align:center;margin-left:5px;font-weight:700}
    .mark.held,.mark.better{color:var(--good)}.mark.missed,.mark.worse{color:var(--bad)}
    .mark.warned{color:var(--warn)}.mark.same,.mark.undecided{color:var(--soft)}
    .legend{font-size:12.5px;margin:2px 0 12px;max-width:100ch}

    """

  private static let plots = """
    .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,420px),1fr));
    gap:18px 28px;margin-top:12px}
    figure{margin:0;min-width:0}
    figure.full{grid-column:1/-1}
    figcaption{font-size:13.5px;margin-bottom:2px;overflow-wrap:anywhere}
    figure svg{display:block;width:100%;height:auto;touch-action:pan-y;overflow:visible}
    .for-narrow{display:none}
    svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
    fill:var(--soft);font-variant-numeric:tabular-nums}
    .grid{stroke:var(--line);stroke-width:1}
    .axis,.tick{stroke:var(--soft);stroke-width:1}
    .line{fill:none;stroke:var(--c);stroke-width:1.8;stroke-dasharray:var(--d);stroke-linejoin:round;
    stroke-linecap:round}
    .line.vn{stroke-width:2.6;opacity:.75}
    .range{fill:var(--c);opacity:.15}
    .leader{fill:none;stroke:var(--c);stroke-width:.8;opacity:.55}
    svg .label{fill:var(--c);font-weight:600}
    .marker{fill:var(--c);stroke:var(--page);stroke-width:.8}
    .phase.even rect{fill:var(--phase)}.phase.odd rect{fill:none}
    .fault rect{fill:var(--fault);opacity:.14}
    svg .fault text{fill:var(--fault);font-weight:600}
    .part{fill:var(--c)}
    svg .part-name{fill:#14171a}
    svg .bar-name,svg .bar-sum{fill:var(--ink)}
    .dot{fill:var(--c);stroke:var(--page);stroke-width:.6}
    .pair line{stroke:var(--soft);stroke-width:.9;opacity:.5}
    .cursor{stroke:var(--soft);stroke-width:1;pointer-events:none}
    svg.plot:focus-visible,svg.plot:focus{outline:2px solid var(--link);outline-offset:2px}
    svg.plot:focus:not(:focus-visible){outline:none}
    .tip{position:fixed;z-index:2;pointer-events:none;background:var(--page);color:var(--ink);
    border:1px solid var(--soft);border-radius:5px;padding:5px 9px;font-size:12.5px;
    font-variant-numeric:tabular-nums;box-shadow:0 2px 8px #0003;max-width:min(320px,90vw)}
    .tip div{display:flex;justify-content:space-between;gap:14px}
    .tip i{font-style:normal;color:var(--c);font-weight:600;overflow-wrap:anywhere}

    """

  private static let media = """
    @media (max-width:640px){main{padding:18px 16px 48px}h1,h2{font-size:22px}
    .for-narrow{display:block}.for-wide{display:none}
    svg .tick-label,svg .bar-name,svg .bar-sum{font-size:14.5px}
    dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:5px}}
    @media print{body{font-size:10.5pt}main{max-width:none;padding:0}
    figure,.verdict,.alarm,tr{break-inside:avoid}h3,.lead,.key,figcaption{break-after:avoid}
    .links,.tip{display:none}.overview{display:block}.table,.table.tall{overflow:visible;max-height:none}
    pre{max-height:none;white-space:pre-wrap;overflow-wrap:anywhere}
    .figures{grid-template-columns:1fr 1fr}
    .for-narrow{display:none}.for-wide{display:block}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

    """
}
