public class Loop {

  static long elsewhere() {
    return 0;
  }

  static long loop(int rounds) {
    long total = 0;
    for (int i = 0; i < rounds; i++) {
      total = total + (total ^ i);
    }
    return total;
  }

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100_000_000;
    // Java compiles what runs often; that must not happen in the middle of a measurement.
    int warm = args.length > 1 ? Integer.parseInt(args[1]) : 2_000_000;
    long sum = loop(warm) + loop(warm);
    long start = System.nanoTime();
    sum = sum + loop(rounds);
    long nanos = System.nanoTime() - start;
    System.out.println("nanos " + nanos + " (sum " + sum + ")");
  }
}
