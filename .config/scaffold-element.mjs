// The files of a new element, in the grammar of the others.

const pascal = (name) => name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

/** Paths and texts of the files of `<diemcau-[element]>`. */
export function elementFiles(noun, element) {
  const folder = `packages/elements/src/${noun}/${element}`;
  const tag = `diemcau-${element}`;
  const name = `${pascal(element)}Element`;
  const event = `${pascal(element)}OpenedEvent`;
  const words = `${camel(element)}Messages`;
  return {
    [`${folder}/${element}.ts`]: `import { html, type TemplateResult } from 'lit';
import { CaseElement } from '../../internal/case-element.js';
import { MessagesController } from '../../internal/messages-controller.js';
import { shared } from '../../internal/styles/shared.js';
import { ${event} } from './${element}.events.js';
import { ${words} } from './${element}.messages.js';
import { styles } from './${element}.styles.js';

/**
 * Says what this element is for, in one sentence.
 *
 * @tag ${tag}
 * @fires {${event}} ${tag}-opened - \`{ caseId }\`
 * @csspart base - the whole view
 */
export class ${name} extends CaseElement {
  static override styles = [...shared, styles];

  readonly #t = new MessagesController(this, ${words});

  #open(): void {
    this.dispatchEvent(new ${event}({ caseId: this.caseId }));
  }

  protected override render(): TemplateResult {
    const { words } = this.#t;
    return html\`<section part="base" aria-label=\${words.label}>
      <button type="button" class="button" @click=\${() => this.#open()}>\${words.open}</button>
    </section>\`;
  }
}
`,
    [`${folder}/${element}.define.ts`]: `import { define } from '../../internal/define.js';
import { ${name} } from './${element}.js';

define('${tag}', ${name});

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': ${name};
  }
}
`,
    [`${folder}/${element}.events.ts`]: `import { DiemcauEvent } from '../../internal/event.js';

/** The element was opened. */
export class ${event} extends DiemcauEvent<{ caseId: string }> {
  static readonly type = '${tag}-opened';
  constructor(detail: { caseId: string }) {
    super(${event}.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    '${tag}-opened': ${event};
  }
}
`,
    [`${folder}/${element}.styles.ts`]: `import { css } from 'lit';

export const styles = css\`
  :host {
    display: block;
  }
\`;
`,
    [`${folder}/${element}.messages.ts`]: `import { defineMessages } from '../../internal/messages.js';
import vi from './${element}.messages.vi.js';

/** Words of \`<${tag}>\`. */
export const ${words} = defineMessages({ vi, en: () => import('./${element}.messages.en.js') });
`,
    [`${folder}/${element}.messages.vi.ts`]: `const words = {
  label: 'Tên của phần này',
  open: 'Mở',
};
export default words;
`,
    [`${folder}/${element}.messages.en.ts`]: `import type { Translation } from '../../internal/messages.js';
import type vi from './${element}.messages.vi.js';

const words: Translation<typeof vi> = {
  label: 'Name of this part',
  open: 'Open',
};
export default words;
`,
    [`${folder}/${element}.test.ts`]: `import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import './${element}.define.js';
import { ${event} } from './${element}.events.js';
import type { ${name} } from './${element}.js';

describe('${tag}', () => {
  it('is accessible', async () => {
    const { element } = await setup();
    await expect(element).to.be.accessible();
  });

  it('announces that it was opened', async () => {
    const { element, open } = await setup();
    const announced = oneEvent(element, ${event}.type);
    open();
    expect((await announced).detail).to.deep.equal({ caseId: 'case-1' });
  });
});

async function setup() {
  const element = await fixture<${name}>(html\`<${tag} case-id="case-1"></${tag}>\`);
  const open = (): void => element.renderRoot.querySelector('button')!.click();
  return { element, open };
}
`,
    [`stories/${noun}/${element}.stories.ts`]: `import '@diemcau/elements/loader';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

const meta: Meta = {
  title: '${pascal(noun)}/${pascal(element)}',
  component: '${tag}',
  render: () => html\`<${tag} case-id="case-1"></${tag}>\`,
};
export default meta;

/** As it is first seen. */
export const Initial: StoryObj = {};
`,
  };
}
