package portside.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import portside.page.Ready;

/**
 * Sends an answer when it is whole: with its length, and without a thread that waits for a reader
 * who does not read. What a route has ready as bytes ({@link Ready}) is sent as it is and never
 * copied, so that a thousand slow readers of a page share it.
 */
final class WholeAnswer extends Handler.Wrapper {
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Answer answer = new Answer(request, response, callback);
    return super.handle(request, answer, answer);
  }

  private static final class Answer extends Response.Wrapper implements Callback {
    private final Callback sent;
    private @Nullable ByteArrayOutputStream written;
    private boolean last;

    Answer(Request request, Response response, Callback sent) {
      super(request, response);
      this.sent = sent;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
      if (content != null && content.hasRemaining()) {
        if (written == null) {
          written = new ByteArrayOutputStream(content.remaining());
        }
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        written.writeBytes(bytes);
      }
      this.last |= last;
      callback.succeeded();
    }

    @Override
    public boolean isCommitted() {
      return last || super.isCommitted();
    }

    @Override
    public boolean hasLastWrite() {
      return last || super.hasLastWrite();
    }

    @Override
    public void reset() {
      written = null;
      last = false;
      super.reset();
    }

    @Override
    public void succeeded() {
      byte[] ready = Ready.of(getRequest());
      ByteBuffer all =
          written != null
              ? ByteBuffer.wrap(written.toByteArray())
              : ready != null ? ByteBuffer.wrap(ready) : null;
      getWrapped().write(true, all, sent);
    }

    @Override
    public void failed(Throwable why) {
      sent.failed(why);
    }
  }
}
