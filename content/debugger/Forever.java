public class Forever {

  static long nextNumber(long number) {
    return number + 2;
  }

  public static void main(String[] args) {
    long number = 1;
    while (number != 100) {
      number = nextNumber(number);
    }
    System.out.println("100!");
  }
}
