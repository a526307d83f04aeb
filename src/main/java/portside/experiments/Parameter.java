package portside.experiments;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of an experiment's parameter record accepts. The same declaration reads a
 * directive's attributes, a form, JSON and the command line, draws the form, and is shown by {@code
 * GET /experiments}.
 *
 * <p>The component's type says the rest: an {@code int} has a range, a {@code boolean} is {@code
 * off} or {@code on}, an enum is one of its constants in lower case, an {@link
 * java.net.InetAddress} is an address literal (never a name, so that nothing is looked up), a
 * {@code String} is one of its choices, or free text up to {@code max} characters.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
  /** The value where none is given, written as a reader would write it. */
  String value();

  /** The least number that is allowed. */
  int min() default 0;

  /**
   * The greatest number that is allowed; for free text the greatest number of characters. {@code
   * Integer.MAX_VALUE} where only the experiment can tell.
   */
  int max() default 65_535;

  /** The words that are allowed, where the type does not say it. */
  String[] choices() default {};
}
