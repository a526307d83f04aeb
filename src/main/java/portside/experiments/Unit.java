package portside.experiments;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a number in an evidence record as a quantity, and names its unit as it is printed: {@code
 * µs}, {@code bytes}, or nothing for a bare count. Quantities are printed with their digits in
 * groups ({@link Digits}); a number without this is a name made of digits, such as a port.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unit {
  String value();
}
