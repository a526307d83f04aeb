package portside;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.RandomId;
import portside.access.Role;
import portside.cards.Cards;
import portside.cards.Catalogue;
import portside.cards.Endpoint;
import portside.cards.InClass;
import portside.cards.Running;
import portside.cards.Showing;
import portside.cards.Tables;
import portside.cards.WayBack;
import portside.clinic.Clinic;
import portside.clinic.ClinicPages;
import portside.editing.Changes;
import portside.editing.ProgramPages;
import portside.editing.Tasks;
import portside.experiments.Register;
import portside.glossary.Glossary;
import portside.glossary.GlossaryPages;
import portside.instruments.WarmUp;
import portside.lesson.Course;
import portside.lesson.LessonPages;
import portside.lesson.packed.PackedCourse;
import portside.lesson.reading.CourseReader;
import portside.lesson.reading.Problem;
import portside.live.Live;
import portside.live.Topic;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.page.Assets;
import portside.page.Errors;
import portside.page.Frames;
import portside.page.Languages;
import portside.page.Templates;
import portside.page.Views;
import portside.process.Children;
import portside.programs.ClassCache;
import portside.programs.Programs;
import portside.progress.FoundPages;
import portside.progress.HostsWay;
import portside.progress.Progress;
import portside.room.ClassState;
import portside.room.Room;
import portside.room.export.pages.ClassPages;
import portside.room.flip.Flip;
import portside.room.flip.pages.Findings;
import portside.room.flip.pages.FlipPages;
import portside.room.flip.pages.FlipRecord;
import portside.room.flip.pages.Heard;
import portside.room.flip.pages.Whereabouts;
import portside.room.invitation.Trials;
import portside.room.invitation.Visitors;
import portside.room.invitation.Way;
import portside.room.invitation.pages.InvitationPages;
import portside.room.pages.ClassOfCards;
import portside.room.pages.JoinPages;
import portside.room.pages.Line;
import portside.room.pages.News;
import portside.room.pages.Parts;
import portside.room.pages.RoomPages;
import portside.room.pages.Settling;
import portside.runs.Runs;
import portside.search.SearchIndex;
import portside.search.SearchPages;
import portside.store.Store;
import portside.web.Front;

/** The whole site, put together and listening. */
public final class Site implements AutoCloseable {
  private final List<Runnable> ends;
  private final Javalin server;
  private final Live live;
  private final InetAddress host;
  private final Access access;
  private final Course course;

  /**
   * @param ends what ends it, in this order
   */
  private Site(
      List<Runnable> ends,
      Javalin server,
      Live live,
      InetAddress host,
      Access access,
      Course course) {
    this.ends = ends;
    this.server = server;
    this.live = live;
    this.host = host;
    this.access = access;
    this.course = course;
  }

  /**
   * Starts the site.
   *
   * @throws BadCourse when the course does not pass its check
   * @throws io.javalin.util.JavalinBindException when the port cannot be had
   */
  public static Site start(Settings settings) {
    return start(settings, register -> register);
  }

  /**
   * The same with other experiments.
   *
   * @param change gets the experiments of Portside and gives those of this site
   */
  public static Site start(Settings settings, UnaryOperator<Register> change) {
    return start(settings, change, Access::onThisComputer);
  }

  /**
   * The same for other neighbours.
   *
   * @param isOwn whose connections are those of the host and not of guests; it changes nothing of
   *     what a caller may do
   */
  public static Site start(
      Settings settings, UnaryOperator<Register> change, Predicate<InetAddress> isOwn) {
    Children children = new Children();
    Programs programs =
        new Programs(settings.content(), children, settings.python(), cache(settings.cache()));
    Register register = change.apply(Standard.experiments(children, programs, settings.host()));
    Optional<Course> packed = PackedCourse.in(settings.content(), register);
    Course read = packed.orElseGet(() -> checked(settings.content(), register, children));
    Glossary glossary = new Glossary(settings.content(), read.languages());
    Course course = packed.orElseGet(() -> glossary.mark(read));
    Runs runs = new Runs();
    Access access = new Access(settings.key());
    Languages languages = new Languages(course.languages(), settings.lang());
    Assets assets = new Assets(register.names());
    Templates templates = new Templates();
    Store store = new Store(settings.data(), List.of(Room.TABLES, Progress.TABLES, Changes.TABLES));
    Changes changes = new Changes(store);
    programs.heed(changes);
    Room room = new Room(store);
    Running running = new Running(runs, templates, languages);
    String start = RandomId.ofBytes(8);
    InClass inClass = new ClassOfCards(room);
    Cards cards = new Cards(templates, assets, inClass);
    Frames frames =
        new Frames(
            languages,
            assets,
            (lang, path) -> LessonPages.steps(course, lang, path),
            new Line(room, templates, state -> invites(settings.host(), state)),
            running,
            start);
    Showing showing = new Showing(runs, inClass);
    Progress progress = new Progress(store, showing::predicted);
    runs.listen(progress::heard);
    Tasks tasks = new Tasks(programs.finder());
    LessonPages pages =
        new LessonPages(
            course, cards, showing, frames, templates, new HostsWay(progress), tasks::count);
    Endpoint experiments = new Endpoint(register, runs, showing, pages, cards, frames, templates);
    Errors errors = new Errors(templates, frames);
    Live live = new Live(runs);
    running.listen(live.topic("running", Role.HOST)::changed);
    Heard arrivals = new Heard(live.topic("arrivals", Role.HOST));
    Heard census = new Heard(live.topic("census", Role.HOST));
    room.audience().listen(arrivals::something);
    Visitors visitors = new Visitors(arrivals::something);
    Trials trials = new Trials(settings.host(), children, arrivals::something);
    InvitationPages invitation =
        new InvitationPages(
            room, trials, visitors, new Views("room/invitation", frames, templates));
    Topic asked = live.topic("flip", Role.GUEST);
    FlipRecord flips = new FlipRecord(room);
    Flip flip =
        new Flip(
            runs,
            register.find(Flip.EXPERIMENT).orElseThrow(),
            state -> {
              flips.changed(state);
              asked.changed(state.version());
            },
            census::something);
    room.listen(version -> CompletableFuture.runAsync(() -> forget(room, flip)));
    Whereabouts whereabouts = new Whereabouts();
    Findings findings = new Findings(room, flip, whereabouts, asked::followers, trials::firewall);
    Views roomViews = new Views("room/pages", frames, templates);
    Parts parts = new Parts(room, pages, languages, templates);
    News news = new News(room, parts, live, languages.all());
    news.listen(arrivals::something);
    Settling settling = new Settling(room, runs, pages, languages.all());
    SearchPages search =
        new SearchPages(new SearchIndex(settings.content(), course, glossary), frames, templates);
    Routes routes =
        new Routes(
            access,
            languages,
            assets,
            pages,
            new Catalogue(register, languages),
            experiments,
            new Tables(runs, showing, pages, cards, templates),
            new WayBack(register, runs, pages, frames, templates),
            live,
            running,
            start,
            new GlossaryPages(glossary, frames, templates),
            new FoundPages(progress, course, frames, templates),
            new ProgramPages(programs, changes, tasks, course, runs, frames, templates),
            search,
            new ClinicPages(new Clinic(settings.content()), search, frames, templates),
            new RoomPages(room, parts, settling, news, pages, roomViews, invitation::section),
            new JoinPages(room, parts, pages, () -> flip.state().alive(), roomViews),
            new FlipPages(room, flip, findings, flips, new Views("room/flip", frames, templates)),
            whereabouts,
            invitation,
            visitors,
            new ClassPages(room, new Views("room/export", frames, templates)),
            parts,
            errors);
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              new Front(settings.host(), settings.port(), errors, isOwn).set(config);
              config.http.prefer405over404 = true;
              // Pages and fixed files are compressed where they are made.
              config.http.compressionStrategy = CompressionStrategy.NONE;
              routes.add(config.routes);
            });
    try {
      server.start();
    } catch (RuntimeException e) {
      runs.close();
      children.close();
      programs.close();
      room.close();
      store.close();
      throw e;
    }
    List<Runnable> ends =
        List.of(
            runs::close,
            children::close,
            programs::close,
            server::stop,
            arrivals::close,
            census::close,
            room::close,
            store::close);
    return new Site(ends, server, live, settings.host(), access, course);
  }

  private static String invites(InetAddress listening, ClassState state) {
    return Way.shown(Way.into(listening, ThisComputer.now()), state.invites())
        .map(way -> IpAddresses.inUrl(way.address()))
        .orElse("");
  }

  /** What the demo server of a class found ends with the class. */
  private static void forget(Room room, Flip flip) {
    if (room.now().isEmpty()) {
      flip.forget();
    }
  }

  /** The course of a folder, which somebody may have changed since the last start. */
  private static Course checked(Path content, Register register, Children children) {
    CourseReader.Reading read = CourseCheck.read(content, register);
    if (!read.problems().isEmpty()) {
      children.close();
      throw new BadCourse(read.problems());
    }
    return read.course();
  }

  private static @Nullable ClassCache cache(@Nullable Path folder) {
    return folder == null ? null : new ClassCache(folder, WarmUp.class);
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** The address that it listens on. */
  public InetAddress host() {
    return host;
  }

  /** The path of the first page of its course, or of its list where it has none yet. */
  public String firstPage() {
    return course.firstPage();
  }

  /** How many pages have a live connection to it now. */
  public int connected() {
    return live.connected();
  }

  /** What a link to it may hold in the place of the key, once. */
  public String ticket() {
    return access.ticket();
  }

  /** Stops listening, ends every run and every process, and waits for them. */
  @Override
  public void close() {
    ends.forEach(Runnable::run);
  }

  /** A course that does not pass its check. */
  public static final class BadCourse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BadCourse(List<Problem> problems) {
      super(problems.size() + " problems in the course");
      this.problems = problems;
    }

    /** Every problem. */
    public List<Problem> problems() {
      return problems;
    }
  }
}
