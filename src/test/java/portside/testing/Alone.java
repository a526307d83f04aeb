package portside.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that measures the whole computer: it counts or compares the sockets, bytes or processes of
 * everybody, or binds every port. It runs when the others have ended, in a fork of its own; the
 * build knows it by the tag.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("whole-machine")
public @interface Alone {}
