package portside.cards;

import io.javalin.http.Context;
import java.util.Optional;

/** The lessons' pages, as the experiments' endpoint needs them. */
public interface Pages {

  /** The page of that path, where it is one that carries experiments. */
  Optional<Place> find(String path);

  /**
   * Answers with the whole page, the result in its place: what a reader without JavaScript sees.
   *
   * @param place one that {@link #find} has found
   * @param shown the runs and predictions that it shows
   */
  void show(Context ctx, Place place, Shown shown);
}
