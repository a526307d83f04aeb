package portside.room.export.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import portside.access.Access;
import portside.access.Role;
import portside.page.Urls;
import portside.page.Views;
import portside.page.Wants;
import portside.room.ClassState;
import portside.room.Kept;
import portside.room.Poll;
import portside.room.Room;
import portside.room.Sitting;
import portside.room.export.ClassRecord;
import portside.room.export.ClassRecord.Table;
import portside.store.Condition;

/** The host's classes: each to be taken along or deleted; and the page on what is kept. */
public final class ClassPages {
  private static final String JSON = "class.json";

  private final Room room;
  private final Views views;

  /**
   * @param views with the words of {@code room/export}
   */
  public ClassPages(Room room, Views views) {
    this.room = room;
    this.views = views;
  }

  /** {@code GET /room/classes}: every class that there is. */
  public void list(Context ctx) {
    Access.require(ctx, Role.HOST);
    ctx.future(() -> all().thenAccept(all -> list(ctx, all)));
  }

  private void list(Context ctx, List<Sitting> all) {
    Map<String, Object> values = views.values(ctx);
    values.put("sittings", all);
    values.put("on", room.now().map(ClassState::id).orElse(""));
    Condition store = room.condition();
    values.put("readable", store.well() || store.folder() == null);
    values.put("gone", Optional.ofNullable(ctx.queryParam("gone")).orElse(""));
    page(ctx, "classes", "classes", values);
  }

  /** The kept ones, and the one that is on even where nothing is kept. */
  private CompletableFuture<List<Sitting>> all() {
    return room.sittings()
        .thenApply(
            kept -> {
              List<Sitting> all = new ArrayList<>();
              room.kept()
                  .map(ClassPages::counted)
                  .ifPresent(
                      on -> {
                        all.add(on);
                        kept.stream().filter(each -> !each.id().equals(on.id())).forEach(all::add);
                      });
              return all.isEmpty() ? kept : all;
            });
  }

  private static Sitting counted(Kept on) {
    int answers =
        on.polls().stream()
            .mapToInt(
                poll ->
                    poll.rounds().stream()
                        .mapToInt(round -> answers(on, poll, round.number()))
                        .sum())
            .sum();
    return new Sitting(
        on.state().id(),
        on.state().title(),
        on.state().openedAt(),
        null,
        on.members().size(),
        (int) on.members().stream().filter(member -> member.name() != null).count(),
        on.polls().size(),
        answers);
  }

  private static int answers(Kept on, Poll poll, int round) {
    return (int)
        on.members().stream()
            .filter(member -> on.choice(poll, round, member.person()).isPresent())
            .count();
  }

  /** {@code GET /room/classes/{id}/{file}}: a class as a file, or the page that deletes it. */
  public void file(Context ctx) {
    Access.require(ctx, Role.HOST);
    String file = ctx.pathParam("file");
    if (file.equals("delete")) {
      ctx.future(() -> all().thenAccept(all -> ask(ctx, all)));
      return;
    }
    Optional<Table> table =
        Arrays.stream(Table.values()).filter(each -> file.equals(each.word() + ".csv")).findFirst();
    if (table.isEmpty() && !file.equals(JSON)) {
      throw new NotFoundResponse();
    }
    ctx.future(
        () ->
            room.sitting(ctx.pathParam("id"))
                .thenAccept(
                    found -> {
                      ClassRecord kept = new ClassRecord(found.orElseThrow(NotFoundResponse::new));
                      ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                          .contentType(
                              table.isPresent()
                                  ? "text/csv; charset=utf-8; header=present"
                                  : "application/json; charset=utf-8")
                          .result(table.map(kept::csv).orElseGet(kept::json));
                    }));
  }

  private void ask(Context ctx, List<Sitting> all) {
    Sitting sitting =
        all.stream()
            .filter(each -> each.id().equals(ctx.pathParam("id")))
            .findFirst()
            .orElseThrow(NotFoundResponse::new);
    Map<String, Object> values = views.values(ctx);
    values.put("sitting", sitting);
    page(ctx, "delete", "classes", values);
  }

  /** {@code POST /room/classes/{id}/delete}: nothing of it is left. */
  public void delete(Context ctx) {
    Access.require(ctx, Role.HOST);
    ctx.future(
        () ->
            room.delete(ctx.pathParam("id"))
                .thenAccept(
                    gone -> {
                      if (Wants.html(ctx)) {
                        ctx.redirect(
                            Urls.room("classes") + "?gone=" + (gone ? "yes" : "no"),
                            HttpStatus.SEE_OTHER);
                      } else {
                        ctx.status(gone ? HttpStatus.NO_CONTENT : HttpStatus.CONFLICT);
                      }
                    }));
  }

  /** {@code GET /room/privacy}: what is kept, who sees it, and what plain HTTP means; for all. */
  public void privacy(Context ctx) {
    Map<String, Object> values = views.values(ctx);
    values.put("folder", String.valueOf(room.condition().folder()));
    page(ctx, "privacy", "privacy", values);
  }

  private void page(Context ctx, String name, String path, Map<String, Object> values) {
    String title = views.words(ctx).get(name + ".title");
    views.page(ctx, "room/export/pages/" + name + ".jte", title, Urls.room(path), values);
  }
}
