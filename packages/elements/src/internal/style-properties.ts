import { nothing } from 'lit';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';

class StyleProperties extends Directive {
  override update({ element }: ElementPart, [properties]: [Readonly<Record<string, string>>]): unknown {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    return nothing;
  }

  render(_properties: Readonly<Record<string, string>>): unknown {
    return nothing;
  }
}

/** Sets style properties of the element by the CSSOM: a `style` attribute is refused by hosts whose policy has no `unsafe-inline`. */
export const styleProperties: (properties: Readonly<Record<string, string>>) => DirectiveResult =
  directive(StyleProperties);
