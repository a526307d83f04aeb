/* The floor of PortmapBench: socket, bind, close for ports 1 to 65535, on so many threads.
   Prints, for each round, a line: milliseconds, and milliseconds of processor. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static atomic_int next;
static unsigned char refused[65536];

static void *work(void *nothing) {
  (void)nothing;
  for (int first = atomic_fetch_add(&next, 64); first < 65536; first = atomic_fetch_add(&next, 64)) {
    for (int port = first; port < first + 64 && port < 65536; port++) {
      int s = socket(AF_INET, SOCK_STREAM, 0);
      struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
      to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      refused[port] = bind(s, (struct sockaddr *)&to, sizeof to) != 0;
      close(s);
    }
  }
  return 0;
}

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 2;
  int rounds = count > 2 ? atoi(arguments[2]) : 1;
  for (int round = 0; round < rounds; round++) {
    struct timespec from, to, busyFrom, busyTo;
    pthread_t all[64];
    atomic_store(&next, 1);
    clock_gettime(CLOCK_MONOTONIC, &from);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &busyFrom);
    for (int i = 0; i < threads; i++) pthread_create(&all[i], 0, work, 0);
    for (int i = 0; i < threads; i++) pthread_join(all[i], 0);
    clock_gettime(CLOCK_MONOTONIC, &to);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &busyTo);
    printf("%.3f %.3f\n", (to.tv_sec - from.tv_sec) * 1e3 + (to.tv_nsec - from.tv_nsec) / 1e6,
           (busyTo.tv_sec - busyFrom.tv_sec) * 1e3 + (busyTo.tv_nsec - busyFrom.tv_nsec) / 1e6);
  }
  return 0;
}
