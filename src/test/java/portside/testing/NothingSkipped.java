package portside.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Under {@code CI=true} everything that a test assumes is promised: Linux, root, IPv6, curl, ss,
 * lsof, Python with Flask. So a test that would be skipped elsewhere is red there. It holds for
 * every test without a word in it, see {@code META-INF/services}.
 */
public final class NothingSkipped implements InvocationInterceptor {
  private static final boolean PROMISED = "true".equals(System.getenv("CI"));

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> test,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext where)
      throws Throwable {
    return proceed(test);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext where)
      throws Throwable {
    proceed(test);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext where)
      throws Throwable {
    proceed(test);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext where)
      throws Throwable {
    proceed(test);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext where)
      throws Throwable {
    proceed(test);
  }

  private static <T> T proceed(Invocation<T> test) throws Throwable {
    try {
      return test.proceed();
    } catch (TestAbortedException skipped) {
      if (PROMISED) {
        throw new AssertionError("CI=true promises it: " + skipped.getMessage(), skipped);
      }
      throw skipped;
    }
  }
}
