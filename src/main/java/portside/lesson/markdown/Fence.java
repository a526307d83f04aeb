package portside.lesson.markdown;

import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.sequence.BasedSequence;

/** A line of nothing but three colons or more. It shows nothing. */
public final class Fence extends Block {
  private final boolean stray;

  Fence(BasedSequence chars, boolean stray) {
    super(chars);
    this.stray = stray;
  }

  /** Whether there is no container that it could close. */
  public boolean isStray() {
    return stray;
  }

  @Override
  public BasedSequence[] getSegments() {
    return EMPTY_SEGMENTS;
  }
}
