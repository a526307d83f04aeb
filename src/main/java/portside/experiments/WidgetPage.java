package portside.experiments;

import java.util.List;
import java.util.Map;

/**
 * An experiment alone on a page of its own.
 *
 * @param experiment the experiment
 * @param lang the language of the reader
 */
public record WidgetPage(Registered<?, ?> experiment, String lang) implements Place {
  @Override
  public String path() {
    return "/experiments/" + experiment.name();
  }

  @Override
  public List<Card> cards() {
    return List.of(new Card(experiment.name(), experiment, Map.of(), null));
  }

  @Override
  public List<Claim> claims() {
    return List.of();
  }
}
