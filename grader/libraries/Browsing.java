//DEPS com.google.code.gson:gson:2.14.0
//DEPS com.microsoft.playwright:playwright:1.62.0@fatjar
//DEPS com.microsoft.playwright:driver:1.62.0@fatjar
//DEPS com.deque.html.axe-core:playwright:4.11.3@fatjar

// A browser for the tests of the site: Playwright, and the script of axe. @fatjar leaves out what they would bring along:
// it is driver-bundle, 200 MB, with Node for five systems.
