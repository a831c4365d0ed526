/** Narratives that attack, by what they try. Each calls `hacked` or asks host `evil` if it gets through. For tests. */
export const hostileNarratives: Readonly<Record<string, string>> = {
  script: '<div><script>hacked("script")</script>Tỉnh</div>',
  'script in another case': '<ScRiPt src="/evil/1.js"></sCrIpT>',
  'event handler': '<img src="x-evil" onerror="hacked(\'onerror\')"><p onclick="hacked(\'click\')">x</p>',
  'event handler behind a slash': '<img/src="/evil/2.png"/onerror=hacked(1)>',
  'javascript link': '<a href="javascript:hacked(\'link\')">xem</a>',
  'javascript link with control characters':
    '<a href="\u0001java\u0000script\t:\nhacked(\'c0\')">xem</a><a href="jav&#x0A;ascript:hacked(2)">x</a>',
  'data link': '<a href="data:text/html,<script>parent.hacked(3)</script>" target="_self">x</a>',
  'remote image':
    '<img src="https://evil.example/a.png"><img srcset="https://evil.example/b.png 2x"><picture><source srcset="/evil/3.png"><img src="/evil/4.png"></picture>',
  'protocol-relative image': '<img src="//evil.example/c.png"><input type=image src="/evil/5.png">',
  'style url': '<div style="background:url(/evil/6.png)">x</div><td background="/evil/7.png">',
  'style element': '<style>@import "/evil/8.css"; *{background:url(/evil/9.png)}</style>',
  'link and meta':
    '<link rel=stylesheet href="/evil/10.css"><meta http-equiv=refresh content="0;url=/evil/11"><base href="https://evil.example/">',
  form: '<form action="/evil/12" id=f><input name=a autofocus onfocus=hacked(4)><button formaction="javascript:hacked(5)">Gửi</button></form>',
  frames:
    '<iframe src="/evil/13"></iframe><iframe srcdoc="<script>parent.hacked(6)</script>"></iframe><object data="/evil/14"></object><embed src="/evil/15">',
  'svg script':
    '<svg><script>hacked(7)</script><image href="/evil/16.png"/><animate onbegin=hacked(8) attributeName=x dur=1s></svg>',
  'svg use':
    '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>hacked(9)</script></svg>#x"/></svg>',
  'svg foreign object':
    '<svg><foreignObject><iframe src="/evil/17"></iframe><img src=x-evil onerror=hacked(10)></foreignObject></svg>',
  'mathml mutation':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x-evil onerror=hacked(11)&gt;">',
  'mathml annotation':
    '<math><annotation-xml encoding="text/html"><img src=x-evil onerror=hacked(12)></annotation-xml></math>',
  'nested forms': '<form><math><mtext></form><form><mglyph><style></math><img src=x-evil onerror=hacked(13)>',
  'svg style mutation': '<svg></p><style><a id="</style><img src=x-evil onerror=hacked(14)>">',
  noscript: '<noscript><p title="</noscript><img src=x-evil onerror=hacked(15)>"></noscript>',
  template:
    '<template><img src=x-evil onerror=hacked(16)></template><template shadowrootmode=open><script>hacked(17)</script></template>',
  'id clobbering':
    '<img name=body id=body><form name=getElementById id=attributes><input name=attributes><input name=parentNode></form><a id=trustedTypes></a><a id=trustedTypes name=createPolicy></a>',
  'custom element':
    '<diemcau-network gateway="https://evil.example/" token-url="/evil/18"></diemcau-network><x-y is=z onclick=hacked(18)>x</x-y>',
  'media sources':
    '<video src="/evil/19.mp4" poster="/evil/20.png" autoplay></video><audio src="/evil/21.mp3" autoplay></audio><track src="/evil/22.vtt">',
  'processing instruction and CDATA':
    '<?xml-stylesheet href="/evil/23.css"?><![CDATA[<script>hacked(19)</script>]]><!--><img src=x-evil onerror=hacked(20)>-->',
  'doctype and entity': '<!DOCTYPE html [<!ENTITY x SYSTEM "/evil/24">]><div>&x;</div>',
  'xlink and ping': '<a xlink:href="javascript:hacked(21)" ping="/evil/25" href="#x">x</a>',
  'deep nesting': `${'<div>'.repeat(120)}<svg><style><img src=x-evil onerror=hacked(22)>`,
  'slot and part': '<slot name=x onslotchange=hacked(23)></slot><div part=base slot=x popover>y</div>',
  'svg data image with a script':
    '<img src="data:image/svg+xml,<svg xmlns=http://www.w3.org/2000/svg onload=hacked(24)><image href=/evil/26.png /></svg>">',
};
