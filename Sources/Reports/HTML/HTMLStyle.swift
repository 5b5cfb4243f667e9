/// The one style sheet. Colours are variables, with a second set for the dark; contrast is 4.5:1 or more for text.
enum HTMLStyle {
    static let sheet: StaticString = """

        :root{--ink:#1d2430;--soft:#566072;--line:#d5dae2;--paper:#fff;--a:#1559a8;--b:#a8480f;
        --cut:#6d5a00;--bad:#f7ecd9;--warn:#8a1c1c;--warnbg:#fdeeee;--back:#a02c2c;--stay:#44679b}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a3adbd;--line:#3a4352;--paper:#151a21;
        --a:#86bbff;--b:#ffb07d;--cut:#e3c65c;--bad:#2e2717;--warn:#ffb4ab;--warnbg:#3a1c1c;
        --back:#ff9d94;--stay:#7e9ed0}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
        "Noto Sans","DejaVu Sans",Arial,sans-serif;overflow-wrap:break-word}
        main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 3rem}
        h1{font-size:1.75rem;line-height:1.2;margin:0;letter-spacing:-.01em}
        h2{font-size:1.2rem;line-height:1.3;margin:0 0 .6rem}
        h3{font-size:1rem;line-height:1.35;margin:1.25rem 0 .35rem}
        h4{font-size:.95rem;margin:1rem 0 .25rem;color:var(--soft)}
        p{margin:0 0 .7rem}
        ul{margin:0 0 .7rem;padding-inline-start:1.25rem}
        li{margin:.15rem 0}
        time{white-space:nowrap}
        .letterhead{display:flex;justify-content:space-between;gap:1rem;margin:0 0 1.5rem;color:var(--soft);
        font-size:.875rem}
        .letterhead img{max-height:3.5rem;max-width:14rem;align-self:flex-start}
        .subject{font-size:1.15rem;color:var(--soft);margin:.25rem 0 1.25rem}
        section.level2{border-top:1px solid var(--line);margin-top:1.25rem;padding-top:1.1rem}
        .head+section h3{margin-top:0}
        .head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 1rem}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.8rem 1.5rem;margin:0 0 .7rem}
        .facts dt{font-size:.8rem;color:var(--soft)}
        .facts dd{margin:0;font-size:.95rem}
        .facts .long{grid-column:span 2}
        .small{font-size:.85rem}
        .audience{font-size:.75rem;line-height:1.5;margin:0 0 .4rem;padding:0 .55rem;
        border:1px solid var(--line);border-radius:1rem;color:var(--soft)}
        .audience.to-A{border-color:var(--a);color:var(--a)}
        .audience.to-B{border-color:var(--b);color:var(--b)}
        .notice{border-inline-start:.3rem solid var(--warn);background:var(--warnbg);color:var(--warn);
        padding:.6rem .9rem;margin:0 0 1.25rem}
        .watermark::before{content:attr(data-mark)}
        .watermark{position:fixed;inset:0;display:grid;place-items:center;font-size:min(24vw,11rem);font-weight:700;
        letter-spacing:.08em;color:var(--warn);opacity:.09;transform:rotate(-28deg);pointer-events:none;z-index:1}
        table{border-collapse:collapse;width:100%;margin:.2rem 0 1rem;font-size:.92rem}
        caption{text-align:start;color:var(--soft);font-size:.85rem;padding-bottom:.35rem}
        caption.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        th,td{text-align:start;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
        th:last-child,td:last-child{padding-inline-end:0}
        thead th{font-size:.78rem;font-weight:600;color:var(--soft);vertical-align:bottom}
        tbody th{font-weight:500}
        .number{text-align:end;font-variant-numeric:tabular-nums;padding-inline-end:1.25rem}
        figure{margin:.4rem 0 1.1rem}
        figcaption{font-weight:600;font-size:.95rem;margin-bottom:.5rem}
        .alternative{font-size:.85rem;color:var(--soft);margin:.45rem 0 0}
        .plot{padding:0 .6rem 0 2.2rem}
        .plot svg,.lanes svg{display:block;width:100%;overflow:visible}
        svg text{fill:var(--soft);font-size:12px;font-family:inherit;paint-order:stroke;stroke:var(--paper);
        stroke-width:3px;stroke-linejoin:round}
        .grid{stroke:var(--line)}
        .cut{stroke:var(--cut);stroke-dasharray:5 4}
        svg text.cuttext{fill:var(--cut);stroke:var(--bad)}
        .clinical{fill:var(--bad)}
        .lineA{stroke:var(--a);stroke-width:2}
        .lineB{stroke:var(--b);stroke-width:2;stroke-dasharray:7 4}
        .dotted{stroke-width:1;stroke-dasharray:1 4}
        .markA{fill:var(--a)}
        .markB{fill:var(--paper);stroke:var(--b);stroke-width:2}
        svg text.valueA{fill:var(--a);font-weight:600}
        svg text.valueB{fill:var(--b);font-weight:600}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.5rem 0 0;padding:0;
        font-size:.85rem}
        .legend li{margin:0;display:flex;align-items:center;gap:.5rem}
        .stay{fill:var(--stay)}
        .stay.now{fill:var(--ink)}
        .stay.back{fill:var(--back)}
        .turn{stroke:var(--back);stroke-width:1.5;stroke-dasharray:3 3}
        svg text.turntext{fill:var(--back);font-weight:600;paint-order:stroke;stroke:var(--paper);stroke-width:4px}
        svg text.lane{fill:var(--ink)}
        svg text.brief{display:none}
        details{margin:.4rem 0 1rem;font-size:.92rem}
        summary{cursor:pointer;color:var(--soft)}
        footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem;color:var(--soft)}
        @media (max-width:34rem){
        main{padding:1.5rem 1rem 2rem}
        .facts{grid-template-columns:1fr 1fr;gap:.7rem 1rem}
        .facts .long{grid-column:1/-1}
        svg text.full{display:none}
        svg text.brief{display:inline}
        table.cards caption{display:block}
        table.cards,table.cards tbody,table.cards tr,table.cards th,table.cards td{display:block}
        table.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table.cards tr{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 .6rem}
        table.cards th,table.cards td{border:0;padding:.1rem 0;text-align:start}
        table.cards td{display:flex;gap:1rem;justify-content:space-between}
        table.cards td span{text-align:end}
        table.cards td::before{content:attr(data-label);color:var(--soft);font-size:.85rem;flex:0 1 auto;
        max-width:60%}
        }
        @media print{
        :root{--ink:#111;--soft:#444;--line:#bbb;--paper:#fff;--a:#1559a8;--b:#a8480f;--cut:#6d5a00;
        --bad:#f7ecd9;--warn:#8a1c1c;--warnbg:#fff;--back:#a02c2c;--stay:#44679b}
        body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        main{max-width:none;padding:0}
        h1,h2,h3,h4,summary,caption,figcaption,.head{break-after:avoid}
        figure,tr,table.short,footer,.facts div{break-inside:avoid}
        tbody tr:first-child{break-before:avoid}
        section.level2{margin-top:.9rem;padding-top:.8rem}
        thead{display:table-header-group}
        details::details-content{content-visibility:visible;display:block}
        summary{list-style:none}
        p,li{orphans:3;widows:3}
        }
        @page{margin:18mm 17mm 20mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font-size:8.5pt;
        color:#444}@bottom-left{font-size:8.5pt;color:#444}}

        """
}
