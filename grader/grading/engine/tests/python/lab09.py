"""Lab 09's server in another language, as its page states it: lab 08's, with products from a cache, and with files."""
import sys

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import engines
import files
import products
from conditions import without_tag
from files import read_folder
from products import Products
from sharing import SharedSite
from starting import read_flags

class CachingSite(SharedSite):
    def __init__(self, origins, gap, waits, catalog, folder):
        super().__init__(origins, gap, waits)
        gets = {"/".join(pattern): handler for pattern, method, handler in self.routes if method == "GET"}
        self.routes = [(pattern, method, without_tag(method, handler, gets.get("/".join(pattern)))) for pattern, method, handler in self.routes]
        self.add(
            ("/cart", "GET", lambda request: waits.call(catalog.cart, request)),
            ("/products/{}", "GET", lambda request, sku: waits.call(catalog.get, request, sku)),
            ("/products/{}", "PUT", lambda request, sku: waits.call(catalog.put, request, sku)))
        if folder:
            self.add(("/files/*", "GET", lambda request, path: waits.call(folder.get, request, path)))

def main():
    flags = read_flags(sys.argv[1:], {**engines.FLAGS, **products.FLAGS, **files.FLAGS})
    gap, folder = engines.gap(flags), read_folder(flags)
    catalog = Products(flags)
    engines.run(flags, lambda waits: CachingSite(flags["--origin"], gap, waits, catalog, folder))

if __name__ == "__main__":
    main()
