// Entry of the page on which a call is held.
import "./call/component";
