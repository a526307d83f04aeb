package portside.cards;

import java.util.List;
import java.util.Map;
import portside.experiments.Registered;
import portside.page.Urls;

/**
 * An experiment alone on a page of its own.
 *
 * @param experiment the experiment
 * @param lang the language of the reader
 * @param values the parameters that its link sets, as text; the others take their defaults
 */
public record WidgetPage(Registered<?, ?> experiment, String lang, Map<String, String> values)
    implements Place {

  /** The page as a plain link opens it. */
  public WidgetPage(Registered<?, ?> experiment, String lang) {
    this(experiment, lang, Map.of());
  }

  @Override
  public String name() {
    return path();
  }

  @Override
  public String path() {
    return Urls.experiment(experiment.name());
  }

  @Override
  public List<Card> cards() {
    return List.of(Card.of(experiment.name(), experiment, values, null));
  }

  @Override
  public List<Claim> claims() {
    return List.of();
  }
}
