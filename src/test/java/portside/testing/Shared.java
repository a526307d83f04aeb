package portside.testing;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import portside.process.Child;
import portside.process.Children;
import portside.programs.Programs;

/**
 * What is dear to start and can be shared by the tests of a class: a test class, its {@code
 * BeforeAll} or a test names it as a parameter and gets the one of its class.
 *
 * <ul>
 *   <li>{@link TestSite}: the site on a free port
 *   <li>{@link Chromium}: the browser, one for all classes of a fork
 *   <li>{@link Children}: one keeper; what a test leaves running ends with the test
 *   <li>{@link Programs}: the programs of the course, compiled once, with a Python that has Flask
 *       and debugpy
 * </ul>
 *
 * It takes part in every run, see {@code META-INF/services}.
 */
public final class Shared implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(Shared.class);

  private static final Map<Class<?>, Function<ExtensionContext, AutoCloseable>> PARTS =
      Map.of(
          TestSite.class, context -> TestSite.start(),
          Chromium.class, context -> Chromium.start(),
          Children.class, context -> new Children(),
          Programs.class,
              context ->
                  new Programs(
                      TestSite.COURSE,
                      (Children) part(context, Children.class),
                      LessonPython.ensure()));

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARTS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return part(context, parameter.getParameter().getType());
  }

  /** Closed by the store, the last first. */
  private static AutoCloseable part(ExtensionContext context, Class<?> type) {
    // Not computed by the store, for Programs need Children from it meanwhile.
    Store store = ofTheClass(context).getStore(NAMESPACE);
    AutoCloseable part = store.get(type, AutoCloseable.class);
    if (part == null) {
      part = PARTS.get(type).apply(context);
      store.put(type, part);
    }
    return part;
  }

  private static ExtensionContext ofTheClass(ExtensionContext context) {
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent()) {
      at = at.getParent().orElseThrow();
    }
    return at;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Children children = ofTheClass(context).getStore(NAMESPACE).get(Children.class, Children.class);
    if (children != null) {
      children.running().forEach(Child::close);
    }
  }
}
