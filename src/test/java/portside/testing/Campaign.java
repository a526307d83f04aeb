package portside.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that does to the end what the suite does in part: every experiment on every computer,
 * every card of every lesson. {@code mvn verify -Pcampaigns} runs these alone; the build knows them
 * by the tag.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("campaign")
public @interface Campaign {}
