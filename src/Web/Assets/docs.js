// The page of the API's description is drawn by a package that writes styles into it. What comes from a script of ours is
// allowed by the answer's nonce, and styles of single elements are set through their properties, which no policy forbids.
{
  const nonce = document.querySelector('meta[property="csp-nonce"]').content;

  const { createElement } = Document.prototype;
  Document.prototype.createElement = function (name, ...rest) {
    const element = createElement.call(this, name, ...rest);
    if (String(name).toLowerCase() === 'style') element.nonce = nonce;
    return element;
  };

  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style' && this.style) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };

  const markup = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  Object.defineProperty(Element.prototype, 'innerHTML', {
    ...markup,
    set(text) {
      markup.set.call(this, String(text ?? '').replaceAll(' style="', ' data-own-style="'));
      for (const element of (this.content ?? this).querySelectorAll('[data-own-style]')) {
        element.style.cssText = element.dataset.ownStyle;
        element.removeAttribute('data-own-style');
      }
    },
  });
}
