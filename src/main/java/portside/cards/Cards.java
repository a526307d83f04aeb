package portside.cards;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.experiments.Before;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.View;
import portside.net.ThisComputer;
import portside.page.Assets;
import portside.page.Templates;
import portside.page.Words;

/** Makes what a reader sees of the cards and claims of a page. */
public final class Cards {
  private final Templates templates;
  private final Assets assets;

  public Cards(Templates templates, Assets assets) {
    this.templates = templates;
    this.assets = assets;
  }

  /**
   * A card as a reader sees it.
   *
   * @param shown the run that the page shows, or null; it may belong to another card
   */
  public CardView card(Card card, Place place, Role role, @Nullable Shown shown) {
    Registered<?, ?> experiment = card.experiment();
    boolean mine =
        shown != null
            && shown.at().equals(card.id())
            && shown.run().experiment().name().equals(experiment.name());
    RunState run = mine ? shown.run() : null;
    Words words = experiment.words(place.lang());
    return new CardView(
        card,
        Words.of("page", place.lang()),
        words,
        place.lang(),
        role,
        place.path(),
        run,
        mine ? prediction(card, shown) : null,
        experiment.missing(card.values(), ThisComputer.now()).orElse(null),
        before(card, words),
        run == null || run.evidence() == null ? null : evidence(run, words, place, card, role),
        assets.has(Assets.script(experiment.name())));
  }

  /** Only what the question offers is a prediction; anything else was not sent by its form. */
  private static @Nullable String prediction(Card card, Shown shown) {
    boolean offered =
        card.question() != null
            && card.question().options().stream()
                .anyMatch(option -> option.outcome().equals(shown.prediction()));
    return offered ? shown.prediction() : null;
  }

  /** A claim as a reader sees it. */
  public ClaimView claim(Claim claim, Place place, Role role, @Nullable Shown shown) {
    boolean settles = shown != null && ClaimView.settledBy(claim, shown.run());
    return new ClaimView(
        claim,
        Words.of("page", place.lang()),
        claim.experiment().words(place.lang()),
        place.lang(),
        role,
        place.path(),
        settles ? shown.run() : null,
        claim.experiment().missing(claim.values(), ThisComputer.now()).orElse(null),
        place.cards().stream()
            .filter(card -> ClaimView.tests(claim, card.experiment(), card.values()))
            .map(Card::id)
            .findFirst()
            .orElse(null));
  }

  private @Nullable String before(Card card, Words words) {
    return card.experiment()
        .before(card.values())
        .map(known -> new Before(known, words, card.id(), card.question() == null))
        .map(before -> rendered(card.experiment(), "before", before))
        .orElse(null);
  }

  private String rendered(Registered<?, ?> experiment, String name, Object shown) {
    String template = "experiments/" + experiment.name() + "/" + name + ".jte";
    return new String(templates.render(template, Map.of(name, shown)), StandardCharsets.UTF_8);
  }

  private String evidence(RunState run, Words words, Place place, Card card, Role role) {
    String lang = place.lang();
    View view = new View(run, words, Words.of("page", lang), lang, role, place.path(), card.id());
    return rendered(run.experiment(), "view", view);
  }
}
