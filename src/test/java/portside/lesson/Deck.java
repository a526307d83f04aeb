package portside.lesson;

/** What is wrong with the slides of a deck, as scripts that find it in the page. */
final class Deck {
  /** What of the deck is cut off below, above or at the right of its page. */
  static final String CUT =
      """
      () => {
        const found = [];
        const deck = document.querySelector(".lesson");
        for (const element of deck.querySelectorAll("*")) {
          if (!element.checkVisibility() || element.closest(".visually-hidden, svg, noscript")) continue;
          for (const { left, top, bottom, width, height } of element.getClientRects()) {
            if (width < 2 || height < 2) continue;
            const at = (left + deck.scrollLeft) % innerWidth;
            if (bottom > innerHeight + 1 || top < -1 || (at >= 0 && at + width > innerWidth + 1)) {
              const page = Math.floor((left + deck.scrollLeft) / innerWidth) + 1;
              found.push(`page ${page}: ${element.tagName}.${element.className} ${top} to ${bottom}`);
              break;
            }
          }
        }
        return found.slice(0, 20);
      }
      """;

  /** The slides that go on to a page on which nothing of them stands. */
  static final String EMPTY =
      """
      () => [...document.querySelectorAll(".slide")].filter((slide) => {
        const last = (e) => Math.floor([...e.getClientRects()].at(-1).left / innerWidth);
        const parts = [...slide.querySelectorAll("*")].filter((e) => e.getClientRects().length
          && getComputedStyle(e).position !== "absolute");
        return last(slide) > Math.max(...parts.map(last));
      }).map((slide) => slide.textContent.trim().slice(0, 40))
      """;

  /** The questions that do not stand on one page with all of their options. */
  static final String DIVIDED =
      """
      () => [...document.querySelectorAll(".card:has(.options)")]
        .filter((card) => {
          const rects = [".question", ".options"].map((part) => [...card.querySelector(part).getClientRects()]);
          const pages = rects.flat().map(({ left }) => Math.floor(left / innerWidth));
          return rects.some((each) => each.length !== 1) || new Set(pages).size !== 1;
        })
        .map((card) => card.id)
      """;

  /** The cards that begin on another page than their question: a link to one shows its question. */
  static final String APART =
      """
      () => [...document.querySelectorAll(".beat > .card:has(> form)")]
        .filter((card) => {
          const [begins, asks] = [card, card.querySelector(":scope > form")]
            .map((part) => Math.floor(part.getClientRects()[0].left / innerWidth));
          return begins !== asks;
        })
        .map((card) => card.id)
      """;

  /** The cards that lie on what comes after them. */
  static final String LYING_ON_TEXT =
      """
      () => [...document.querySelectorAll(".beat > .card")]
        .filter((card) => {
          const below = [...(card.nextElementSibling?.getClientRects() ?? [])];
          return [...card.getClientRects()].some((one) => below.some((other) =>
            one.left < other.right && other.left < one.right
              && one.top < other.bottom - 1 && other.top < one.bottom - 1));
        })
        .map((card) => card.id)
      """;

  /** The drawings of a card that are cut off below. */
  static final String CUT_DRAWINGS =
      """
      card => [...card.querySelectorAll("svg")]
        .filter((each) => each.checkVisibility()
          && each.getBoundingClientRect().bottom > innerHeight + 1)
        .map((each) => each.getAttribute("class"))
      """;

  /** The pages on which nothing but closed folds can be read. */
  static final String FOLDS_ALONE =
      """
      () => {
        const deck = document.querySelector(".lesson");
        const pages = new Map();
        const walker = document.createTreeWalker(deck, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement;
          if (!node.data.trim() || !element.checkVisibility()) continue;
          if (element.closest(".visually-hidden, noscript, .card-head")) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const { left, width } of range.getClientRects()) {
            if (width < 2) continue;
            const at = Math.floor((left + deck.scrollLeft) / innerWidth) + 1;
            pages.set(at, pages.get(at) || !element.closest("summary"));
          }
        }
        return [...pages].filter(([, more]) => !more).map(([at]) => at);
      }
      """;

  private Deck() {}
}
