/**
 * Here belongs what stands before the routes: who gets a connection, a thread and a place in the
 * queue, how a request is taken in whole and an answer is sent whole, and what the web server says
 * where no route is asked. It knows the rules of access and the words of a page, and no route.
 */
@org.jspecify.annotations.NullMarked
package portside.web;
