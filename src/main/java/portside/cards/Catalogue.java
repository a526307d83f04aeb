package portside.cards;

import io.javalin.http.Context;
import portside.experiments.Description;
import portside.experiments.Register;
import portside.page.Json;
import portside.page.Languages;

/** The list of the experiments, made from the code. */
public final class Catalogue {
  private final Register register;
  private final Languages languages;

  public Catalogue(Register register, Languages languages) {
    this.register = register;
    this.languages = languages;
  }

  /** {@code GET /experiments}: each with its parameters and outcomes, and whether it runs here. */
  public void list(Context ctx) {
    String lang = languages.of(ctx);
    Json.answer(ctx, register.all().stream().map(each -> Description.of(each, lang)).toList());
  }
}
