package portside.programs;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program of the lessons is written in. */
public enum Language {
  /** It runs in the Java that Portside runs in. */
  JAVA(".java") {
    @Override
    String base(String program) {
      return Stream.of(program.split("[_-]"))
          .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
          .collect(Collectors.joining());
    }
  },
  /** It runs in a Python of this computer. */
  PYTHON(".py") {
    @Override
    String base(String program) {
      return program;
    }
  };

  private final String extension;

  Language(String extension) {
    this.extension = extension;
  }

  /** How the names of its files end, the dot included. */
  String extension() {
    return extension;
  }

  /** The name of a program's file without its extension. */
  abstract String base(String program);
}
