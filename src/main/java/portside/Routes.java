package portside;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.servlet.JavalinWsServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.Map;
import portside.access.Access;
import portside.access.Denied;
import portside.cards.Catalogue;
import portside.cards.Endpoint;
import portside.cards.Running;
import portside.cards.Tables;
import portside.cards.WayBack;
import portside.clinic.ClinicPages;
import portside.editing.ProgramPages;
import portside.experiments.BadInput;
import portside.experiments.Refused;
import portside.glossary.GlossaryPages;
import portside.lesson.LessonPages;
import portside.live.Live;
import portside.page.Assets;
import portside.page.Errors;
import portside.page.Json;
import portside.page.Languages;
import portside.page.Urls;
import portside.page.Wants;
import portside.progress.FoundPages;
import portside.room.NotNow;
import portside.room.export.pages.ClassPages;
import portside.room.flip.pages.FlipPages;
import portside.room.flip.pages.Whereabouts;
import portside.room.invitation.Visitors;
import portside.room.invitation.pages.InvitationPages;
import portside.room.pages.JoinPages;
import portside.room.pages.Parts;
import portside.room.pages.RoomPages;
import portside.search.SearchPages;
import portside.web.WellFormed;

/** Every URL of the site on one screen. */
record Routes(
    Access access,
    Languages languages,
    Assets assets,
    LessonPages lessons,
    Catalogue catalogue,
    Endpoint experiments,
    Tables tables,
    WayBack wayBack,
    Live live,
    Running running,
    String start,
    GlossaryPages glossary,
    FoundPages found,
    ProgramPages programs,
    SearchPages search,
    ClinicPages clinic,
    RoomPages room,
    JoinPages join,
    FlipPages flip,
    Whereabouts whereabouts,
    InvitationPages invitation,
    Visitors visitors,
    ClassPages classes,
    Parts parts,
    Errors errors) {
  private static final System.Logger LOG = System.getLogger(Routes.class.getName());

  void add(RoutesConfig routes) {
    routes
        .before(access::check)
        .before(WellFormed::form)
        .before(whereabouts::note)
        .before(visitors::note)
        .wsBeforeUpgrade(access::checkUpgrade)
        .get("/", this::home)
        .post("/key", this::changeKey)
        .get("/health", this::health)
        .get("/whoami", experiments::whoami)
        .get("/assets/{hash}/<name>", assets::serve)
        .get("/experiments", catalogue::list)
        .get("/experiments/{name}", experiments::widget)
        .post("/experiments/{name}", experiments::run)
        .get("/runs/{id}", experiments::state)
        .get("/runs/{id}/{name}", experiments::attachment)
        .post("/runs/{id}/{action}", experiments::act)
        .post("/tables/{id}", tables::fill)
        .ws("/events", live::events)
        .get("/events", this::onlyUpgraded)
        .get("/running", running::show)
        .get("/room/flip", flip::show)
        .post("/room/flip/{act}", flip::act)
        .get("/room/invitation", invitation::show)
        .post("/room/invitation/{act}", invitation::act)
        .get("/room/classes", classes::list)
        .get("/room/classes/{id}/{file}", classes::file)
        .post("/room/classes/{id}/delete", classes::delete)
        .get("/room/privacy", classes::privacy)
        .get("/join/flip", flip::mine)
        .post("/join/flip", flip::tell)
        .get("/join/here", whereabouts::here)
        .get("/room", room::show)
        .get("/room/now", parts::now)
        .get("/room/stage", parts::stage)
        .get("/room/count", room::count)
        .post("/room/{act}", room::act)
        .get("/join", join::show)
        .post("/join", join::join)
        .get("/join/mine", parts::mine)
        .post("/join/{act}", join::act)
        .get("/content/{lesson}.zip", lessons::takeHome)
        .get("/content/{lesson}/<file>", lessons::file)
        .post("/progress/section", found::section)
        .post("/progress/forget", found::forget)
        .post("/progress/again", found::again)
        .get("/progress.json", found::export)
        .post("/progress.json", found::take)
        .get("/{lang}/", lessons::course)
        .get("/{lang}/glossary", glossary::page)
        .get("/{lang}/found", found::page)
        .get("/{lang}/search", search::page)
        .get("/{lang}/clinic", clinic::page)
        .post("/{lang}/clinic", clinic::answer)
        .get("/{lang}/{lesson}", lessons::lesson)
        .get("/{lang}/{lesson}/present", lessons::present)
        .get("/{lang}/{lesson}/found", found::lesson)
        .get("/{lang}/{lesson}/programs/{file}", programs::page)
        .post("/{lang}/{lesson}/programs/{file}", programs::act)
        .exception(Denied.class, this::denied)
        .exception(
            BadInput.class,
            (e, ctx) ->
                errors.answer(ctx, 400, "bad-input." + e.problem(), e.values(), wayBack.of(ctx)))
        .exception(Refused.class, (e, ctx) -> refused(ctx, e.reason()))
        .exception(NotNow.class, (e, ctx) -> notNow(ctx, e.reason()))
        .exception(HttpResponseException.class, this::http)
        .exception(Exception.class, this::unexpected);
  }

  private void health(Context ctx) {
    Json.answer(ctx, Map.of("status", "ok", "version", Main.version(), "start", start));
  }

  /** RFC 9110 §15.5.22: a 426 names what to change to. */
  private void onlyUpgraded(Context ctx) {
    ctx.header("Upgrade", "websocket").header("Connection", "Upgrade");
    answer(ctx, 426, "upgrade");
  }

  private void home(Context ctx) {
    String key = ctx.queryParam("key");
    if (key != null) {
      access.login(ctx, key);
    } else {
      ctx.redirect(Urls.course(languages.of(ctx)), HttpStatus.FOUND);
    }
  }

  /** Whoever asks gets the link with the new key, and nobody else. */
  private void changeKey(Context ctx) {
    String key = access.changeKey(ctx);
    live.hangUp();
    if (Wants.html(ctx)) {
      ctx.redirect(Urls.login(key), HttpStatus.SEE_OTHER);
    } else {
      Json.answer(
          ctx, Map.of("key", key, "link", "http://" + ctx.header("Host") + Urls.login(key)));
    }
  }

  private void denied(Denied e, Context ctx) {
    answer(ctx, 403, "denied." + e.reason());
    InputStream said = ctx.resultInputStream(); // null for a page, which is sent by itself
    if (ctx instanceof JavalinWsServletContext && said != null) {
      // Javalin sends what a handler says, but not at an upgrade to a WebSocket.
      try {
        said.transferTo(ctx.res().getOutputStream());
      } catch (IOException gone) {
        LOG.log(Level.DEBUG, "it did not wait for the reason", gone);
      }
    }
  }

  private void answer(Context ctx, int status, String key) {
    errors.answer(ctx, status, key, Map.of());
  }

  private void refused(Context ctx, Refused.Reason reason) {
    switch (reason) {
      case BUSY -> errors.answer(ctx, 409, "refused.busy", Map.of(), wayBack.of(ctx));
      case TOO_MANY ->
          errors.answer(
              ctx,
              429,
              "refused.too-many",
              Map.of(),
              running.offer(Access.role(ctx), ctx.pathParamMap().get("name"), languages.of(ctx)));
      case NO_SUCH_RUN -> answer(ctx, 404, "refused.no-such-run");
    }
  }

  private void notNow(Context ctx, NotNow.Reason reason) {
    int status =
        switch (reason) {
          case NOT_A_MEMBER, WRONG_CODE -> 403;
          case NO_SUCH_OPTION -> 400;
          case TOO_MANY, TOO_FAST -> 429;
          default -> 409;
        };
    answer(ctx, status, "room." + Json.word(reason));
  }

  private void http(HttpResponseException e, Context ctx) {
    int status = e.getStatus();
    switch (status) {
      case 404 -> answer(ctx, 404, "not-found");
      case 405 -> {
        // RFC 9110 §15.5.6
        ctx.header("Allow", e.getDetails().getOrDefault("availableMethods", "GET"));
        answer(ctx, 405, "method");
      }
      case 413 -> answer(ctx, 413, ProgramPages.isAsked(ctx) ? "too-large.program" : "too-large");
      default -> answer(ctx, status, status < 500 ? "bad-request" : "internal");
    }
  }

  private void unexpected(Exception e, Context ctx) {
    LOG.log(Level.ERROR, ctx.method() + " " + ctx.path(), e);
    answer(ctx, 500, "internal");
  }
}
