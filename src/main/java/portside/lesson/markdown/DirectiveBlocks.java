package portside.lesson.markdown;

import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.block.AbstractBlockParser;
import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.BlockParserFactory;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.block.CustomBlockParserFactory;
import com.vladsch.flexmark.parser.block.MatchedBlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.parser.core.FencedCodeBlockParser;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataHolder;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Generic directives as blocks of CommonMark: {@code ::leaf{…}} and {@code :::container{…} … :::},
 * indented by at most three blanks. A container ends at the first line of nothing but as many
 * colons as opened it, or more, outside of fenced code. The inline form {@code :name} is left out
 * on purpose: it would swallow the port of {@code 127.0.0.1:5000}.
 *
 * @see <a href="https://talk.commonmark.org/t/generic-directives-plugins-syntax/444">the proposal
 *     for CommonMark</a>
 */
public final class DirectiveBlocks implements Parser.ParserExtension {
  /**
   * How deep containers may stand in each other. Every line asks every open container whether it
   * goes on, so the limit keeps hostile text linear.
   */
  static final int DEEPEST = 8;

  @Override
  public void parserOptions(MutableDataHolder options) {}

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(new Factory());
  }

  private static final class Factory implements CustomBlockParserFactory {
    @Override
    public BlockParserFactory apply(DataHolder options) {
      return new Starts();
    }

    @Override
    public @Nullable Set<Class<?>> getAfterDependents() {
      return null;
    }

    @Override
    public @Nullable Set<Class<?>> getBeforeDependents() {
      return null;
    }

    @Override
    public boolean affectsGlobalScope() {
      return false;
    }
  }

  /** One for each document. */
  private static final class Starts implements BlockParserFactory {
    /** The line whose fence closed a container, so that the fence is not taken for a stray one. */
    private int closingLine = -1;

    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      if (state.getIndent() > 3) {
        return BlockStart.none();
      }
      BasedSequence line = state.getLine();
      int start = state.getNextNonSpaceIndex();
      int colons = colons(line, start);
      if (colons < 2) {
        return BlockStart.none();
      }
      BasedSequence rest = line.subSequence(start + colons);
      BasedSequence chars = line.subSequence(start);
      if (rest.isBlank()) {
        return colons == 2
            ? BlockStart.none()
            : leaf(new Fence(chars, closingLine != state.getLineNumber()), line);
      }
      Optional<DirectiveLine> read = DirectiveLine.parse(rest);
      if (read.isEmpty()) {
        return BlockStart.none();
      }
      boolean tooDeep = depth(matched.getBlockParser().getBlock()) >= DEEPEST;
      Directive directive = new Directive(chars, colons, read.get(), tooDeep);
      return colons == 2 || tooDeep
          ? leaf(directive, line)
          : BlockStart.of(new ContainerParser(directive, this)).atIndex(line.length());
    }

    private static BlockStart leaf(Block block, BasedSequence line) {
      return BlockStart.of(new LeafParser(block)).atIndex(line.length());
    }

    private static int depth(Node node) {
      int depth = 0;
      for (Node at = node; at != null; at = at.getParent()) {
        depth += at instanceof Directive ? 1 : 0;
      }
      return depth;
    }
  }

  private static int colons(BasedSequence line, int start) {
    int at = start;
    while (at < line.length() && line.charAt(at) == ':') {
      at++;
    }
    return at - start;
  }

  /** One line and nothing more. */
  private static final class LeafParser extends AbstractBlockParser {
    private final Block block;

    LeafParser(Block block) {
      this.block = block;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      return BlockContinue.none();
    }

    @Override
    public void closeBlock(ParserState state) {}
  }

  private static final class ContainerParser extends AbstractBlockParser {
    private final Directive block;
    private final Starts starts;

    ContainerParser(Directive block, Starts starts) {
      this.block = block;
      this.starts = starts;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public boolean isContainer() {
      return true;
    }

    @Override
    public boolean canContain(ParserState state, BlockParser parser, Block inner) {
      return true;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      if (!isClosingFence(state)) {
        return BlockContinue.atIndex(state.getIndex());
      }
      // Not "finished": that would leave open blocks inside. As an unmatched block, this one is
      // closed with all that it holds, and the line itself becomes a Fence.
      block.close();
      starts.closingLine = state.getLineNumber();
      return BlockContinue.none();
    }

    private boolean isClosingFence(ParserState state) {
      if (state.getIndent() > 3) {
        return false;
      }
      BasedSequence line = state.getLine();
      int start = state.getNextNonSpaceIndex();
      int colons = colons(line, start);
      return colons >= block.colons()
          && line.subSequence(start + colons).isBlank()
          && !insideFencedCode(state);
    }

    /**
     * Whether the line belongs to fenced code. In a list, code goes on only where it is indented.
     */
    private boolean insideFencedCode(ParserState state) {
      BlockParser active = state.getActiveBlockParser();
      if (!(active instanceof FencedCodeBlockParser)) {
        return false;
      }
      for (Node at = active.getBlock().getParent();
          at != null && at != block;
          at = at.getParent()) {
        if (!(at instanceof Directive)) {
          return state.getIndent() > 0;
        }
      }
      return true;
    }

    @Override
    public void closeBlock(ParserState state) {}
  }
}
