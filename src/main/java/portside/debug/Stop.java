package portside.debug;

/**
 * Why a program stands still; the DAP event {@code stopped}.
 *
 * @param reason {@link #BREAKPOINT}, {@link #STEP}, {@link #PAUSE} or {@link #EXCEPTION}, as the
 *     protocol says them
 * @param text for an exception its type and message, for a condition that could not be evaluated
 *     why; else empty
 */
public record Stop(String reason, String text) {
  public static final String BREAKPOINT = "breakpoint";
  public static final String STEP = "step";
  public static final String PAUSE = "pause";
  public static final String EXCEPTION = "exception";
}
