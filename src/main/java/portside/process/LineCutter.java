package portside.process;

import java.util.function.Consumer;

/** Cuts text into lines as it comes; of a long line only the beginning is kept. */
final class LineCutter {
  private final int longest;
  private final Consumer<String> lines;
  private final StringBuilder line = new StringBuilder();
  private boolean cut;

  LineCutter(int longest, Consumer<String> lines) {
    this.longest = longest;
    this.lines = lines;
  }

  void feed(char[] buffer, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        append(buffer, from, i);
        emit();
        from = i + 1;
      }
    }
    append(buffer, from, length);
  }

  /** The last line may come without an end. */
  void end() {
    if (line.length() > 0) {
      emit();
    }
  }

  private void append(char[] buffer, int from, int to) {
    int room = longest + 1 - line.length(); // one more, for the \r of \r\n
    cut |= to - from > room;
    line.append(buffer, from, Math.min(to - from, Math.max(room, 0)));
  }

  private void emit() {
    int length = line.length();
    if (!cut && length > 0 && line.charAt(length - 1) == '\r') {
      length--;
    }
    if (length > longest) {
      cut = true;
      // No half of a surrogate pair.
      length = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    }
    line.setLength(length);
    lines.accept(cut ? line.append('…').toString() : line.toString());
    line.setLength(0);
    cut = false;
  }
}
