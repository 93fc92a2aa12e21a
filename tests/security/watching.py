"""A window of a real browser that notes whatever a page runs, opens, asks for, or would have run. page -> what went wrong"""

from __future__ import annotations

from typing import Any

LISTEN = """
window.wrong = [];
document.addEventListener('securitypolicyviolation', e => window.wrong.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI));
"""
PROVOKE = """
() => {
  const every = [...document.querySelectorAll('*')];
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of every.filter((_, place) => place % 7 === 0)) {
    for (const name of ['mouseover', 'pointerover', 'mouseenter', 'focusin', 'focus', 'toggle', 'load', 'error', 'animationstart'])
      one.dispatchEvent(new Event(name, {bubbles: true}));
  }
  const wrong = [...window.wrong];
  for (const one of every) {
    for (const attribute of one.attributes)
      if (/^on/i.test(attribute.name) || attribute.name === 'style' || attribute.name === 'srcdoc') wrong.push(one.outerHTML.slice(0, 120));
    if (one.href && one.tagName === 'A' && !/^(https?|file):$/.test(one.protocol)) wrong.push('link: ' + one.href);
    if (/^(iframe|object|embed|base|audio|video|img|template|portal|frameset|math|foreignobject|animate|set|use)$/i.test(one.tagName))
      wrong.push(one.outerHTML.slice(0, 120));
  }
  if (document.scripts.length > 2 || document.styleSheets.length > 3) wrong.push('more scripts or styles than ours');
  if (window.ran) wrong.push('ran');
  return wrong;
}
"""


def watch(browser: Any, address: str, *, own: str, bypass: bool) -> list[str]:
    """Open `address`, provoke what may be provoked, and return what went wrong; `own` begins the addresses that may be asked.

    With `bypass` the page's policy is not heeded, so that escaping alone must hold.
    """
    context = browser.new_context(bypass_csp=bypass)
    context.set_default_timeout(60_000)
    page, wrong = context.new_page(), list[str]()
    page.add_init_script(LISTEN)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: wrong.append(f"popup {popup.url}"))
    page.on("request", lambda request: None if request.url.startswith(own) else wrong.append(f"asked {request.url}"))
    page.on("framenavigated", lambda frame: None if frame.url.startswith(own) else wrong.append(f"went to {frame.url}"))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    page.goto(address, wait_until="load")
    wrong += page.evaluate(PROVOKE)
    page.wait_for_timeout(100)
    wrong += ["ran late"] if page.evaluate("() => Boolean(window.ran)") else []
    context.close()
    return wrong
