package portside.debug;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import portside.debug.NotEvaluated.Reason;

/** The variables and expressions of a stopped Python program, as debugpy tells them. */
final class PythonValues {
  private final IDebugProtocolServer server;

  PythonValues(IDebugProtocolServer server) {
    this.server = server;
  }

  /** The variables of a frame, by debugpy's number of it: its own, and those around it. */
  Variables variables(int frame) throws IOException {
    ScopesArguments arguments = new ScopesArguments();
    arguments.setFrameId(frame);
    Map<Scope, CompletableFuture<VariablesResponse>> asked = new LinkedHashMap<>();
    for (Scope scope : PythonAdapter.answer(server.scopes(arguments)).getScopes()) {
      VariablesArguments of = new VariablesArguments();
      of.setVariablesReference(scope.getVariablesReference());
      asked.put(scope, server.variables(of));
    }
    Set<Map.Entry<String, String>> known = new HashSet<>(); // a module's own are around it as well
    List<Variable> variables = new ArrayList<>();
    int more = 0;
    for (Map.Entry<Scope, CompletableFuture<VariablesResponse>> one : asked.entrySet()) {
      String scope = one.getKey().getName().equals("Globals") ? Variable.OUTER : Variable.LOCAL;
      int left = Variables.MOST;
      for (org.eclipse.lsp4j.debug.Variable found :
          PythonAdapter.answer(one.getValue()).getVariables()) {
        Variable variable =
            new Variable(
                found.getName(),
                PythonText.cut(found.getValue()),
                PythonText.text(found.getType()),
                scope);
        if (!PythonText.worthShowing(variable)
            || !known.add(Map.entry(variable.name(), variable.value()))) {
          continue;
        }
        if (left-- > 0) {
          variables.add(variable);
        } else {
          more++;
        }
      }
    }
    return new Variables(variables, more);
  }

  /**
   * What an expression is worth there.
   *
   * @throws NotEvaluated when it has no value, with the reason
   */
  String evaluate(int frame, String expression) throws IOException, NotEvaluated {
    if (expression.isBlank()) {
      throw new NotEvaluated(Reason.EMPTY, "");
    }
    EvaluateArguments arguments = new EvaluateArguments();
    arguments.setExpression(
        "__import__('portside_watch').watch("
            + PythonText.literal(expression)
            + ", globals(), locals())");
    arguments.setFrameId(frame);
    arguments.setContext("watch");
    try {
      return PythonText.value(
          server
              .evaluate(arguments)
              .get(Adapter.PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .getResult());
    } catch (ExecutionException refused) {
      throw new NotEvaluated(Reason.DEBUGGER, PythonText.lastLine(refused.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw new NotEvaluated(Reason.DEBUGGER, "no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
