package portside.experiments;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an evidence record that guests may see; all others are for the host. A
 * record inside of such a component is shown whole, unless components of its own are marked: then
 * only those are. What is not marked has a type that can be null or empty, so that what was cut
 * cannot be taken for a measured 0.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Guests {}
