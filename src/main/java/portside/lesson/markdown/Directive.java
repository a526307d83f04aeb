package portside.lesson.markdown;

import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import org.jspecify.annotations.Nullable;

/** A directive in the document: a leaf without children, or a container with blocks. */
public final class Directive extends Block {
  private final int colons;
  private final DirectiveLine line;
  private final boolean tooDeep;
  private boolean closed;

  Directive(BasedSequence chars, int colons, DirectiveLine line, boolean tooDeep) {
    super(chars);
    this.colons = colons;
    this.line = line;
    this.tooDeep = tooDeep;
  }

  /** Its opening line. */
  public DirectiveLine line() {
    return line;
  }

  /** The directive's name. */
  public String name() {
    return line.name();
  }

  /** The directive's id, or null. */
  public @Nullable String id() {
    return line.id();
  }

  /** Whether it was opened with three colons or more, and so holds blocks. */
  public boolean isContainer() {
    return colons > 2;
  }

  /** Whether a container has its own closing fence. */
  public boolean isClosed() {
    return closed;
  }

  /** Whether it stands so deep in others that it was not opened. */
  public boolean isTooDeep() {
    return tooDeep;
  }

  /** How many colons open it, at least two. */
  public int colons() {
    return colons;
  }

  /** The column of its name in its line, counted from 1, for messages. */
  public int column() {
    BasedSequence text = getChars().getBaseSequence();
    int start = getStartOffset();
    int line = start;
    while (line > 0 && text.charAt(line - 1) != '\n' && text.charAt(line - 1) != '\r') {
      line--;
    }
    return start - line + colons + 1;
  }

  void close() {
    closed = true;
  }

  @Override
  public BasedSequence[] getSegments() {
    return EMPTY_SEGMENTS;
  }
}
