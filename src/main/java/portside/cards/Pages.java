package portside.cards;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages that carry experiments, as the experiments' endpoint needs them. */
public interface Pages {

  /** The page of that path, where it is one that carries experiments. */
  Optional<Place> find(String path);

  /**
   * Answers with the whole page, the result in its place: what a reader without JavaScript sees.
   *
   * @param place the page
   * @param shown the run, or null for the page as it is before any run
   */
  void show(Context ctx, Place place, @Nullable Shown shown);
}
